package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.eval.paper.FeatureNet;
import org.ui2i.eval.paper.FieldScore;
import org.ui2i.eval.paper.FieldValue;
import org.ui2i.eval.paper.Gaussian;
import org.ui2i.eval.paper.NetKind;
import org.ui2i.eval.paper.NetSpec;
import org.ui2i.eval.paper.TinyScript;
import org.ui2i.tensor.Tensors;

class FunitProtocolTest {
    private static final int SIZE = 8, D = 6;
    private static final FunitProtocol FEW = new FunitProtocol(10, 3, 4, 1);

    @TempDir
    private Path folder;

    private final NDManager manager = Tensors.scope();
    private final ImageSet contents = Datasets.glyphFonts(Split.TRAIN, SIZE).take(5, 105, 205);
    private final SortedMap<String, ImageSet> targets = targets();

    @AfterEach
    void close() {
        manager.close();
    }

    private static SortedMap<String, ImageSet> targets() {
        ImageSet fonts = Datasets.glyphFonts(Split.VAL, SIZE);
        SortedMap<String, ImageSet> targets = new TreeMap<>();
        Judge.labels(fonts, "class").stream()
                .distinct()
                .limit(2)
                .forEach(name -> targets.put(name, fonts.where("class", name)));
        return targets;
    }

    private FeatureNet net(NetKind kind, Path file, List<String> classes) throws IOException {
        NetSpec s = TinyScript.spec(kind, file, SIZE);
        return FeatureNet.load(
                file, new NetSpec(kind, s.name(), s.layer(), s.sha256(), SIZE, s.range(), s.mean(), s.std(), classes));
    }

    private static Map<FieldScore, FieldValue> byScore(List<FieldValue> values) {
        return values.stream().collect(Collectors.toMap(FieldValue::score, v -> v));
    }

    @Test
    void meanFidIsTheMeanOverTheTargetClasses() throws IOException {
        List<Gaussian> drawn = new ArrayList<>(List.of(Gaussian.NONE, Gaussian.NONE));
        int[] count = {0};
        try (FeatureNet net = net(NetKind.OTHER_VECTOR, TinyScript.vector(folder.resolve("v.pt"), D, 1), List.of())) {
            FewShotTranslator translator = (x, y) -> {
                assertEquals(3, y.getShape().get(1), "K");
                NDArray out = y.mean(new int[] {1});
                int target = count[0] / 10;
                drawn.set(target, drawn.get(target).add(net.features(out)));
                count[0] += (int) x.getShape().get(0);
                return out;
            };
            FieldValue value = byScore(FEW.run(translator, contents, targets, List.of(net)))
                    .get(FieldScore.MEAN_FID);
            assertEquals(20, count[0]);
            double sum = 0;
            int t = 0;
            for (ImageSet images : targets.values()) {
                sum += Gaussian.of(net.features(images.all(manager))).frechet(drawn.get(t++));
            }
            assertEquals(sum / 2, value.value(), 1e-9);
            assertEquals(20, value.outputs());
            assertEquals(
                    "mFID with features of tiny net (pixels)", value.score().named(value.net()));
        }
    }

    @Test
    void aTranslatorThatKeepsTheContentHasNoDipdAndOneThatCopiesTheClassHasTheClassesAccuracy() throws IOException {
        List<String> names = new ArrayList<>(targets.keySet());
        Path maps = TinyScript.write(folder.resolve("m.pt"), "Tensor", "return x", 1);
        // the first logit is the darkness, the second the brightness
        String body = "m = torch.mean(x, [1, 2, 3], False)\nreturn torch.stack([torch.neg(m), m], 1)";
        Path logits = TinyScript.write(folder.resolve("l.pt"), "Tensor", body, 1);
        try (FeatureNet vgg = net(NetKind.OTHER_MAPS, maps, List.of());
                FeatureNet judge = net(NetKind.OTHER_LOGITS, logits, names)) {
            Map<FieldScore, FieldValue> kept =
                    byScore(FEW.run((x, y) -> x.duplicate(), contents, targets, List.of(vgg, judge)));
            assertEquals(0, kept.get(FieldScore.DIPD).value(), 1e-12);
            Map<FieldScore, FieldValue> dark =
                    byScore(FEW.run((x, y) -> x.zerosLike().sub(1f), contents, targets, List.of(vgg, judge)));
            assertTrue(dark.get(FieldScore.DIPD).value() > .5);
            assertEquals(.5, dark.get(FieldScore.TOP_1).value(), 1e-12, "all are the first class, half should be");
            assertEquals(1, dark.get(FieldScore.TOP_5).value(), 1e-12);
            assertEquals(1, dark.get(FieldScore.IS).value(), 1e-9, "all alike");
            assertEquals(
                    targets.values().stream().mapToInt(ImageSet::size).sum(),
                    dark.get(FieldScore.REAL_TOP_1).real());
        }
    }

    @Test
    void drawsAreDecidedByTheSeedAndNotByTheBatch() throws IOException {
        try (FeatureNet net = net(NetKind.OTHER_VECTOR, TinyScript.vector(folder.resolve("v.pt"), D, 1), List.of())) {
            FewShotTranslator mixed = (x, y) -> x.add(y.mean(new int[] {1}));
            double four = FEW.run(mixed, contents, targets, List.of(net)).get(0).value();
            double seven = new FunitProtocol(10, 3, 7, 1)
                    .run(mixed, contents, targets, List.of(net))
                    .get(0)
                    .value();
            double other = new FunitProtocol(10, 3, 4, 2)
                    .run(mixed, contents, targets, List.of(net))
                    .get(0)
                    .value();
            assertEquals(four, seven, 1e-6 * four);
            assertTrue(Math.abs(four - other) > 1e-6);
        }
    }

    @Test
    void aClassWithTooFewImagesIsNamed() {
        FunitProtocol many = new FunitProtocol(10, 1000, 4, 1);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> many.run((x, y) -> x, contents, targets, List.of()))
                .getMessage();
        assertTrue(message.contains(targets.firstKey()), message);
        assertEquals(25_000, FunitProtocol.paper(5).outputs());
    }
}
