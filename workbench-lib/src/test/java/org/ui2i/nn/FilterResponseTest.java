package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.loss.Losses;
import org.ui2i.nn.ClassDiscriminator.Judgement;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;

class FilterResponseTest {
    private static final PreActBlock.Kind KIND =
            new PreActBlock.Kind(Padding.ZERO, PreActivation.FILTER_RESPONSE, false, false, WeightNorm.NONE, 0.5);
    private final NDManager manager = Tensors.scope();
    private final Weights weights = Weights.seeded(1, Init.KAIMING);

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray image(float... values) {
        return Tensors.of(manager, values, new Shape(1, 1, 2, values.length / 2));
    }

    private NDArray channel(float value) {
        return manager.full(new Shape(1, 1, 1, 1), value);
    }

    /** nu = (9 + 16 + 0 + 25) / 4 = 12.5. */
    @Test
    void theNormIsTheFormula() {
        FilterResponseNorm norm = new FilterResponseNorm(1, weights);
        NDArray x = image(3, -4, 0, 5);
        double root = Math.sqrt(12.5 + 1e-6);
        assertArrayEquals(
                new float[] {(float) (3 / root), 0, 0, (float) (5 / root)},
                norm.forward(x).toFloatArray(),
                1e-6f,
                "a ReLU at first");
        norm.load(Map.of("gamma", channel(2), "beta", channel(1), "tau", channel(-1)));
        assertArrayEquals(
                new float[] {(float) (6 / root + 1), -1, 1, (float) (10 / root + 1)},
                norm.forward(x).toFloatArray(),
                1e-6f);
    }

    @Test
    void neitherOtherImagesNorOtherChannelsEnter() {
        FilterResponseNorm norm = new FilterResponseNorm(2, weights);
        NDArray x = manager.randomNormal(new Shape(3, 2, 4, 4));
        NDArray other = x.duplicate();
        Ops.copy(manager.ones(new Shape(2, 4, 4)), other.get(1));
        float[] before = norm.forward(x).get(0).toFloatArray();
        assertArrayEquals(before, norm.forward(other).get(0).toFloatArray());
        NDArray one = new FilterResponseNorm(1, weights).forward(x.get(":1, 1:"));
        assertArrayEquals(norm.forward(x).get("0, 1").toFloatArray(), one.toFloatArray());
    }

    /** Convolutions of zeros leave the shortcut: halved, projected where the width changes, scaled, not activated. */
    @Test
    void aHalvingBlockAveragesItsShortcut() {
        NDArray x = image(-5, 1, 2, -10, 8, 0, 4, 0);
        PreActBlock same = new PreActBlock(new PreActBlock.Config(1, 1, true, KIND), weights);
        PreActBlock wider = new PreActBlock(new PreActBlock.Config(1, 2, true, KIND), weights);
        for (PreActBlock block : List.of(same, wider)) {
            block.weights().forEach((name, w) -> Ops.copy(w.zerosLike(), w));
        }
        Ops.copy(Tensors.of(manager, new float[] {2, 3}, new Shape(2, 1, 1, 1)), w(wider, "shortcut/weight"));
        assertArrayEquals(new float[] {0.5f, -0.5f}, same.forward(x).toFloatArray(), 1e-6f);
        assertArrayEquals(new float[] {1, -1, 1.5f, -1.5f}, wider.forward(x).toFloatArray(), 1e-6f);
    }

    private static NDArray w(Part part, String name) {
        return part.weights().get(name);
    }

    /** The residual is halved after the first convolution, before the second norm. */
    @Test
    void aHalvingBlockAveragesWithinItsResidual() {
        PreActBlock block = new PreActBlock(new PreActBlock.Config(1, 1, true, KIND), weights);
        NDArray identity = Tensors.of(manager, new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0}, new Shape(1, 1, 3, 3));
        for (String conv : List.of("conv0", "conv1")) {
            Ops.copy(identity, w(block, conv + "/weight"));
            Ops.copy(manager.zeros(new Shape(1)), w(block, conv + "/bias"));
        }
        NDArray x = image(3, -4, 0, 5); // first norm: 3, 0, 0, 5 over root 12.5; mean 2 / root; second norm makes it 1
        double mean = 2 / Math.sqrt(12.5);
        double normed = mean / Math.sqrt(mean * mean + 1e-6);
        assertArrayEquals(
                new float[] {(float) (0.5 * (1 + normed))}, block.forward(x).toFloatArray(), 1e-5f);
    }

    @Test
    void theDiscriminatorLeavesOnePlaceAndAsksOneQuestionADomain() {
        MultiTaskDiscriminator dis = new MultiTaskDiscriminator(new FrnTrunk(1, 2, 6, 32), 3, weights);
        assertEquals(
                new Shape(6, 4, 1, 1), w(dis, "trunk/wider1/shortcut/weight").getShape());
        assertFalse(dis.weights().containsKey("trunk/wider2/shortcut/weight"), "6 stays 6");
        NDArray x = manager.randomNormal(new Shape(2, 1, 32, 32));
        Judgement judgement = dis.judge(x, manager.create(new long[] {2, 0}));
        assertEquals(new Shape(2, 1, 1), judgement.score().getShape());
        NDArray all = dis.forward(x); // (2, 3, 1, 1)
        assertEquals(all.getFloat(0, 2, 0, 0), judgement.score().getFloat(0, 0, 0));
        assertEquals(all.getFloat(1, 0, 0, 0), judgement.score().getFloat(1, 0, 0));
    }

    @Test
    void aWrongSizeIsNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new FrnTrunk(1, 2, 6, 48));
        assertTrue(e.getMessage().contains("images of 48 pixels"), e.getMessage());
        MultiTaskDiscriminator dis = new MultiTaskDiscriminator(new FrnTrunk(1, 2, 6, 32), 3, weights);
        Exception wrong =
                assertThrows(IllegalArgumentException.class, () -> dis.forward(manager.zeros(new Shape(2, 1, 64, 64))));
        assertTrue(wrong.getMessage().contains("built for (B, 1, 32, 32) but got (2, 1, 64, 64)"), wrong.getMessage());
    }

    /** d/dx of R1 along a direction, against a central difference: the norm can be differentiated twice. */
    @Test
    void theGradientPenaltyPassesTheNormTwice() {
        FilterResponseNorm norm = new FilterResponseNorm(2, weights);
        NDArray gamma = w(norm, "gamma");
        float[] slope = penalty(norm, List.of(gamma), 0).get(1).toFloatArray();
        double above = penalty(norm, List.of(gamma), 1e-2f).get(0).getFloat();
        double below = penalty(norm, List.of(gamma), -2e-2f).get(0).getFloat();
        assertEquals((above - below) / 2e-2, slope[0] + slope[1], 2e-2 * Math.abs(slope[0] + slope[1]));
    }

    /** R1 of the sum of squares after gamma has moved, and its gradient by the weights. */
    private List<NDArray> penalty(FilterResponseNorm norm, List<NDArray> by, float move) {
        Ops.copy(by.get(0).add(move), by.get(0));
        float[] values = new float[16];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(1 + 2.3 * i);
        }
        NDArray x = Tensors.of(manager, values, new Shape(2, 2, 2, 2));
        x.setRequiresGradient(true);
        NDArray r1 = Grad.on(() -> {
            NDArray y = norm.forward(x);
            return Losses.r1(y.mul(y).mul(y).sum(), x); // the sum of squares alone is constant: the norm fixes it
        });
        return List.of(r1, Grad.of(r1, by).get(0));
    }
}
