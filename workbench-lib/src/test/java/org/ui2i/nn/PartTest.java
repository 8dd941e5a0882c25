package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class PartTest {
    private final NDManager manager = Tensors.scope();
    private final Weights weights = Weights.seeded(1, Init.KAIMING);

    @AfterEach
    void close() {
        manager.close();
    }

    private static ContentEncoder.Config encoder(int resBlocks) {
        return new ContentEncoder.Config(1, 2, 2, resBlocks, 3, Padding.ZERO, Norm.NONE, Activation.RELU);
    }

    private static SharedLatentVae.Config vae() {
        return new SharedLatentVae.Config(
                encoder(1), new Decoder.Config(1, 2, 2, 1, Decoder.Growth.TRANSPOSED, Padding.ZERO));
    }

    @Test
    void aSharedChildIsOneObjectCountedOnceAndFedByBothDomains() {
        Sequence e = Sequence.residual(1, 8, Padding.ZERO, weights);
        Sequence g = Sequence.residual(1, 8, Padding.ZERO, weights);
        SharedLatentVae a = new SharedLatentVae(vae(), e, g, weights);
        SharedLatentVae b = new SharedLatentVae(vae(), e, g, weights);
        Part both = new Pairing(a, b);
        assertEquals(a.count() + b.count() - e.count() - g.count(), both.count());
        assertSame(
                a.weights().get("shared_encoder/res0/conv0/weight"), e.weights().get("res0/conv0/weight"));

        NDArray x = manager.randomNormal(new Shape(2, 1, 16, 16));
        List<NDArray> shared = List.of(e.weights().get("res0/conv0/weight"));
        float[] sum = Grad.on(() -> Grad.of(
                        a.encode(x).square().mean().add(b.encode(x).abs().mean()), shared))
                .get(0)
                .toFloatArray();
        float[] fromA = Grad.on(() -> Grad.of(a.encode(x).square().mean(), shared))
                .get(0)
                .toFloatArray();
        float[] fromB =
                Grad.on(() -> Grad.of(b.encode(x).abs().mean(), shared)).get(0).toFloatArray();
        for (int i = 0; i < sum.length; i++) {
            assertEquals(fromA[i] + fromB[i], sum[i], 1e-5);
        }
        assertTrue(norm(fromA) > 1e-4 && norm(fromB) > 1e-4, "both domains must feed the shared block");
    }

    private static double norm(float[] x) {
        double s = 0;
        for (float v : x) {
            s += v * v;
        }
        return Math.sqrt(s);
    }

    private static final class Pairing extends Part {
        Pairing(Part a, Part b) {
            child("a", a);
            child("b", b);
        }

        @Override
        public NDArray forward(NDArray x) {
            return x;
        }
    }

    @Test
    void equalSeedsGiveEqualNetworks() {
        NDArray x = manager.randomNormal(new Shape(1, 1, 16, 16));
        float[] one = new ContentEncoder(encoder(1), Weights.seeded(5, Init.KAIMING))
                .forward(x)
                .toFloatArray();
        float[] two = new ContentEncoder(encoder(1), Weights.seeded(5, Init.KAIMING))
                .forward(x)
                .toFloatArray();
        assertArrayEquals(one, two);
    }

    @Test
    void loadRefusesAnotherNetworkByName() {
        ContentEncoder small = new ContentEncoder(encoder(0), weights);
        ContentEncoder large = new ContentEncoder(encoder(1), weights);
        Exception missing = assertThrows(IllegalArgumentException.class, () -> large.load(small.state()));
        assertTrue(missing.getMessage().contains("chain/res/res0/conv0/weight\" is missing"), missing.getMessage());
        Exception unknown = assertThrows(IllegalArgumentException.class, () -> small.load(large.state()));
        assertTrue(unknown.getMessage().contains("is unknown here"), unknown.getMessage());
    }

    @Test
    void loadCopiesValues() {
        ContentEncoder a = new ContentEncoder(encoder(1), Weights.seeded(1, Init.KAIMING));
        ContentEncoder b = new ContentEncoder(encoder(1), Weights.seeded(2, Init.KAIMING));
        NDArray x = manager.randomNormal(new Shape(1, 1, 16, 16));
        Map<String, NDArray> state = new LinkedHashMap<>(a.state());
        b.load(state);
        assertArrayEquals(a.forward(x).toFloatArray(), b.forward(x).toFloatArray());
        assertEquals(
                1,
                Grad.on(() -> Grad.of(b.forward(x).mean(), List.of(b.weights().get("chain/stem/weight"))))
                        .size());
    }

    @Test
    void worksInDjlsModelAndPredictor() throws Exception {
        ContentEncoder part = new ContentEncoder(encoder(1), weights);
        NDArray x = manager.randomNormal(new Shape(1, 1, 16, 16));
        try (Model model = Model.newInstance("encoder", Tensors.device(), "PyTorch")) {
            model.setBlock(part);
            try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator(null))) {
                assertArrayEquals(
                        part.forward(x).toFloatArray(),
                        predictor.predict(new NDList(x)).head().toFloatArray(),
                        1e-6f);
            }
        }
        assertEquals(new Shape(1, 8, 4, 4), part.getOutputShapes(new Shape[] {x.getShape()})[0]);
    }

    @Test
    void layerNormIsTheFormula() {
        LayerNorm norm = new LayerNorm(2, weights);
        NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 6}, new Shape(1, 2, 1, 2));
        float[] gamma = norm.weights().get("gamma").toFloatArray();
        double std = Math.sqrt(14.0 / 3) + 1e-5; // unbiased, eps outside the root
        float[] y = norm.forward(x).toFloatArray();
        assertEquals(gamma[0] * -2 / std, y[0], 1e-6);
        assertEquals(gamma[1] * 3 / std, y[3], 1e-6);
    }

    @Test
    void anImageWithTheWrongChannelsIsRefusedWithTheRemedy() {
        ContentEncoder part = new ContentEncoder(encoder(1), weights);
        NDArray x = manager.zeros(new Shape(1, 3, 16, 16));
        Exception e = assertThrows(IllegalArgumentException.class, () -> part.forward(x));
        assertTrue(e.getMessage().contains("set channels to the image's"), e.getMessage());
    }

    @Test
    void discriminatorsScoreEachScale() {
        PatchDiscriminator.Config c =
                new PatchDiscriminator.Config(1, 2, 2, 4, 4, Padding.REFLECT, Activation.LEAKY_RELU);
        NDArray x = manager.randomNormal(new Shape(2, 1, 16, 16));
        List<NDArray> maps = new MultiScaleDiscriminator(c, 2, weights).scores(x);
        assertEquals(
                List.of(new Shape(2, 1, 4, 4), new Shape(2, 1, 2, 2)),
                maps.stream().map(NDArray::getShape).toList());
        Part tail = PatchDiscriminator.tail(c, 1, weights);
        Part a = new PatchDiscriminator(c, 1, tail, weights);
        Part b = new PatchDiscriminator(c, 1, tail, weights);
        assertEquals(a.count() + b.count() - tail.count(), new Pairing(a, b).count());
        assertEquals(new PatchDiscriminator(c, weights).count(), a.count());
    }
}
