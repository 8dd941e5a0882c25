package org.ui2i.eval.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Sha256;
import org.ui2i.eval.paper.NetSpec.Range;
import org.ui2i.tensor.Tensors;

class FeatureNetTest {
    private static final long INCEPTION = 21_785_568;

    @TempDir
    private Path folder;

    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private Path file() {
        return folder.resolve("net.pt");
    }

    private static void refused(String part, Executable work) {
        String message = assertThrows(IllegalArgumentException.class, work).getMessage();
        assertTrue(message.contains(part), message);
        assertTrue(message.lines().count() == 1, message);
    }

    @Test
    void featuresAreWhatTheFileComputesOfTheStatedRange() throws IOException {
        Path file = TinyScript.pixels(file());
        NDArray x = manager.zeros(new Shape(2, 1, 8, 8)).add(1f);
        List<Double> mean = List.of(.5, 0., 0.), std = List.of(.25, 1., 2.);
        NetSpec spec = new NetSpec(
                NetKind.OTHER_VECTOR, "tiny", "pixels", Sha256.of(file), 8, Range.UNIT, mean, std, List.of());
        try (FeatureNet net = FeatureNet.load(file, spec)) {
            NDArray rows = net.features(x);
            assertEquals(new Shape(2, 3 * 64), rows.getShape());
            float[] row = rows.get(1).toFloatArray();
            assertArrayEquals(new float[] {2, 1, .5f}, new float[] {row[0], row[64], row[128]}, 1e-6f);
        }
        try (FeatureNet net = FeatureNet.load(
                file, NetSpec.of(NetKind.OTHER_VECTOR, "tiny", "pixels", Sha256.of(file), 8, Range.BYTES))) {
            assertEquals(255, net.features(x).getFloat(0, 0), 1e-4);
            refused("(N, C, 8, 8)", () -> net.features(manager.zeros(new Shape(1, 3, 9, 9))));
            refused("needs a network that gives LOGITS", () -> net.probabilities(x));
        }
    }

    @Test
    void anotherFileThanTheStatedOneIsRefusedWithBothHashes() throws IOException {
        Path file = TinyScript.pixels(file());
        NetSpec spec = TinyScript.spec(NetKind.OTHER_VECTOR, file, 8);
        TinyScript.vector(file, 5, 1);
        refused(spec.sha256(), () -> FeatureNet.load(file, spec));
        refused(Sha256.of(file), () -> FeatureNet.load(file, spec));
        refused("is no file", () -> FeatureNet.load(folder.resolve("none.pt"), spec));
    }

    @Test
    void aWrongNetworkGetsNoPlainName() throws IOException {
        Path judge = TinyScript.vector(file(), 64, INCEPTION);
        NetSpec claimed = TinyScript.spec(NetKind.INCEPTION_POOL3, judge, 8);
        refused(
                "gives [64] numbers or channels, but its spec (INCEPTION_POOL3) says [2048]",
                () -> FeatureNet.load(judge, claimed));
        Path wide = TinyScript.vector(folder.resolve("wide.pt"), 2048, 1000);
        refused(
                "holds 1000 parameters, but a network of kind INCEPTION_POOL3 has 21785568",
                () -> FeatureNet.load(wide, TinyScript.spec(NetKind.INCEPTION_POOL3, wide, 8)));
        NetSpec other = TinyScript.spec(NetKind.OTHER_VECTOR, judge, 8);
        assertEquals("FID with features of tiny net (pixels)", FieldScore.FID.named(other));
    }

    @Test
    void theStatedNetworkOfTheRightShapeGetsThePlainName() throws IOException {
        Path file = TinyScript.vector(file(), 2048, INCEPTION);
        try (FeatureNet net = FeatureNet.load(file, TinyScript.spec(NetKind.INCEPTION_POOL3, file, 8))) {
            assertEquals("FID", FieldScore.FID.named(net.spec()));
            assertEquals("KID", FieldScore.KID.named(net.spec()));
            assertTrue(FieldScore.IS.named(net.spec()).startsWith("IS with features of"), "no classifier");
        }
    }

    @Test
    void filesThatAreNoTorchScriptAndOutputsOfAnotherFormAreRefused() throws IOException {
        Path text = Files.writeString(file(), "no network");
        refused("is no TorchScript", () -> FeatureNet.load(text, TinyScript.spec(NetKind.OTHER_VECTOR, text, 8)));
        Path map = TinyScript.write(folder.resolve("map.pt"), "Tensor", "return x", 1);
        refused("OTHER_VECTOR gives (N, d)", () -> FeatureNet.load(map, TinyScript.spec(NetKind.OTHER_VECTOR, map, 8)));
        Path fails = TinyScript.write(folder.resolve("fails.pt"), "Tensor", "return torch.mm(x, x)", 1);
        refused("takes no (2, 3, 8, 8)", () -> FeatureNet.load(fails, TinyScript.spec(NetKind.OTHER_VECTOR, fails, 8)));
    }

    @Test
    void theSpecBesideTheFileIsReadAndItsFaultsAreNamed() throws IOException {
        Path file = TinyScript.pixels(file());
        refused("net.pt.yaml is not there", () -> FeatureNet.load(file));
        String yaml =
                """
                kind: other_vector
                name: tiny
                layer: pixels
                sha256: %s
                size: 8
                range: signed
                mean: [0, 0, 0]
                std: [1, 1, 1]
                classes: []
                """
                        .formatted(Sha256.of(file));
        Path spec = folder.resolve("net.pt.yaml");
        Files.writeString(spec, yaml);
        try (FeatureNet net = FeatureNet.load(file)) {
            assertEquals("tiny", net.spec().name());
        }
        Files.writeString(spec, yaml.replace("range", "rangge"));
        refused("did you mean \"range\"", () -> FeatureNet.load(file));
        Files.writeString(spec, yaml.replace("[1, 1, 1]", "[1, 0, 1]"));
        refused("std above 0", () -> FeatureNet.load(file));
        Files.writeString(spec, yaml.replace("classes: []", "classes: [cat, dog]"));
        refused("has no classes", () -> FeatureNet.load(file));
    }

    @Test
    void probabilitiesAreTheSoftmaxOfTheLogits() throws IOException {
        Path file = TinyScript.vector(file(), 3, 1);
        NetSpec spec = TinyScript.spec(NetKind.OTHER_LOGITS, file, 8);
        try (FeatureNet net = FeatureNet.load(file, spec)) {
            NDArray x = manager.zeros(new Shape(1, 3, 8, 8));
            x.set(new ai.djl.ndarray.index.NDIndex("0, 0, 0, 0"), Math.log(2));
            assertArrayEquals(new double[] {.5, .25, .25}, net.probabilities(x).toDoubleArray(), 1e-7);
        }
        NetSpec wrong = new NetSpec(
                spec.kind(), "a", "b", spec.sha256(), 8, Range.SIGNED, spec.mean(), spec.std(), List.of("cat", "dog"));
        refused("gives [3] numbers", () -> FeatureNet.load(file, wrong));
    }
}
