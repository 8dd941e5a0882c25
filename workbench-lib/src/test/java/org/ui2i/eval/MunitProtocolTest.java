package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.eval.paper.FeatureNet;
import org.ui2i.eval.paper.FieldScore;
import org.ui2i.eval.paper.FieldValue;
import org.ui2i.eval.paper.NetKind;
import org.ui2i.eval.paper.PerceptualDistance;
import org.ui2i.eval.paper.TinyScript;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Tensors;

class MunitProtocolTest {
    private static final int SIZE = 8;
    /** Adds to each image a style of three numbers, one a channel. */
    private static final StyleTranslator STYLES = (x, draws) -> x.repeat(1, 3)
            .add(draws.normal(Draws.Stream.NOISE, new Shape(x.getShape().get(0), 3, SIZE, SIZE)));

    @TempDir
    private Path folder;

    private final ImageSet contents = Datasets.glyphFonts(Split.VAL, SIZE).take(0, 30, 60, 90);

    private static Map<FieldScore, FieldValue> byScore(List<FieldValue> values) {
        return values.stream().collect(Collectors.toMap(FieldValue::score, v -> v));
    }

    private FeatureNet lpips() throws IOException {
        String body = "return (x, torch.ones([3], dtype=6))";
        Path file = TinyScript.write(folder.resolve("w.pt"), "Tuple[Tensor, Tensor]", body, 1);
        return FeatureNet.load(file, TinyScript.spec(NetKind.OTHER_WEIGHTED_MAPS, file, SIZE));
    }

    @Test
    void diversityIsTheMeanOverPairsOfOutputsOfOneInput() throws IOException {
        List<float[]> drawn = new ArrayList<>();
        StyleTranslator recorded = (x, draws) -> {
            NDArray out = STYLES.translate(x, draws);
            float[] flat = out.toFloatArray();
            int each = 3 * SIZE * SIZE;
            for (int i = 0; i < flat.length / each; i++) {
                drawn.add(Arrays.copyOfRange(flat, i * each, (i + 1) * each));
            }
            return out;
        };
        try (FeatureNet net = lpips();
                NDManager scope = Tensors.scope()) {
            Map<FieldScore, FieldValue> values = byScore(new MunitProtocol(3, 19, 2, 1).run(recorded, contents, net));
            assertEquals(3 * 38, drawn.size());
            double sum = 0;
            Shape one = new Shape(1, 3, SIZE, SIZE);
            List<NDArray> weights = List.of(scope.ones(new Shape(3)));
            for (int i = 0; i < drawn.size(); i += 2) {
                NDArray x = Tensors.of(scope, drawn.get(i), one), y = Tensors.of(scope, drawn.get(i + 1), one);
                sum += PerceptualDistance.lpips(List.of(x), List.of(y), weights)[0];
            }
            assertEquals(sum / (3 * 19), values.get(FieldScore.LPIPS_DIVERSITY).value(), 1e-9);
            assertTrue(sum > 1, "" + sum);
        }
    }

    @Test
    void oneOutputForAllStylesHasNoDiversityAndNoConditionalScore() throws IOException {
        StyleTranslator deaf = (x, draws) -> x.repeat(1, 3);
        Path file = TinyScript.vector(folder.resolve("l.pt"), 4, 1);
        try (FeatureNet lpips = lpips();
                FeatureNet judge = FeatureNet.load(file, TinyScript.spec(NetKind.OTHER_LOGITS, file, SIZE))) {
            MunitProtocol protocol = new MunitProtocol(4, 5, 20, 1);
            assertEquals(
                    0,
                    byScore(protocol.run(deaf, contents, lpips))
                            .get(FieldScore.LPIPS_DIVERSITY)
                            .value(),
                    1e-12);
            assertEquals(
                    0,
                    byScore(protocol.run(deaf, contents, judge))
                            .get(FieldScore.CIS)
                            .value(),
                    1e-12);
            Map<FieldScore, FieldValue> values = byScore(protocol.run(STYLES, contents, judge));
            assertTrue(values.get(FieldScore.CIS).value() > .01);
            assertEquals(80, values.get(FieldScore.LOG_IS).outputs());
        }
    }

    @Test
    void anotherNetworkAndTooFewImagesAreRefused() throws IOException {
        Path file = TinyScript.vector(folder.resolve("v.pt"), 4, 1);
        try (FeatureNet net = FeatureNet.load(file, TinyScript.spec(NetKind.OTHER_VECTOR, file, SIZE))) {
            MunitProtocol few = new MunitProtocol(2, 2, 2, 1);
            assertThrows(IllegalArgumentException.class, () -> few.run(STYLES, contents, net));
            assertThrows(
                    IllegalArgumentException.class, () -> MunitProtocol.paper().run(STYLES, contents, net));
        }
    }
}
