package org.ui2i.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.MunitGenerator;
import org.ui2i.nn.Init;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Tensors;

class TorchFileWriterTest {
    private static final Path FIXTURES = Path.of("src", "test", "resources", "parity");

    @TempDir
    private Path dir;

    @Test
    void namesShapesAndNumbersComeBack() throws IOException {
        Path file = dir.resolve("net.pt");
        try (NDManager manager = Tensors.scope()) {
            NDArray matrix = manager.create(new float[] {1, 2, 3, 4, 5, -6.5f}, new Shape(2, 3));
            NDArray vector = manager.create(new float[] {7, Float.MIN_VALUE});
            TorchFileWriter.write(
                    file, new TreeMap<>(Map.of("b", Map.of("w.weight", vector), "a", Map.of("w.weight", matrix))));
        }
        try (TorchFile read = TorchFile.open(file)) {
            assertEquals(List.of("a", "b"), read.names());
            TorchTensor matrix = read.tensors("a").get("w.weight"),
                    vector = read.tensors("b").get("w.weight");
            assertEquals(new Shape(2, 3), matrix.shape());
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, -6.5f}, read.floats(matrix));
            assertArrayEquals(new float[] {7, Float.MIN_VALUE}, read.floats(vector));
        }
    }

    /** The first bytes are those of the authors' own files, so torch.load takes it for what it is. */
    @Test
    void itBeginsAsTorchSaveDoes() throws IOException {
        Path file = dir.resolve("net.pt");
        TorchFileWriter.write(file, Map.of());
        byte[] theirs = Files.readAllBytes(FIXTURES.resolve("funit_gen_legacy.pt"));
        byte[] ours = Files.readAllBytes(file);
        int magic = 15; // PROTO 2, LONG1 of 10 bytes, STOP
        assertArrayEquals(Arrays.copyOf(theirs, magic), Arrays.copyOf(ours, magic));
    }

    @Test
    void anArrayOfSeveralNamesIsWrittenOnce() throws IOException {
        Path once = dir.resolve("once.pt"), twice = dir.resolve("twice.pt");
        try (NDManager manager = Tensors.scope()) {
            NDArray array = manager.ones(new Shape(1000));
            TorchFileWriter.write(once, Map.of("a", Map.of("w", array)));
            TorchFileWriter.write(twice, Map.of("a", Map.of("w", array), "b", Map.of("w", array)));
        }
        assertTrue(Files.size(twice) - Files.size(once) < 1000, "4000 bytes would be a second copy");
    }

    @Test
    void whatTheAuthorsFileHeldIsInOurs() throws IOException {
        Path ours = dir.resolve("funit.pt");
        try (NDManager manager = Tensors.scope()) {
            OfficialWeights.Funit weights = OfficialWeights.funit(FIXTURES.resolve("funit_gen_after.pt"), manager);
            FunitGenerator gen = new FunitGenerator(weights.config(), Weights.seeded(1, Init.KAIMING));
            gen.load(weights.gen());
            OfficialWeights.write(ours, weights.config(), gen);
        }
        try (TorchFile theirs = TorchFile.open(FIXTURES.resolve("funit_gen_after.pt"));
                TorchFile read = TorchFile.open(ours)) {
            Map<String, TorchTensor> expected = theirs.tensors("gen_test"), found = read.tensors("gen_test");
            assertEquals(List.of("gen", "gen_test"), read.names());
            for (Map.Entry<String, TorchTensor> tensor : found.entrySet()) {
                TorchTensor same = expected.get(tensor.getKey());
                assertEquals(same.shape(), tensor.getValue().shape(), tensor.getKey());
                assertArrayEquals(theirs.floats(same), read.floats(tensor.getValue()), tensor.getKey());
            }
            expected.keySet().removeIf(name -> name.contains(".norm.running_"));
            assertEquals(expected.keySet(), found.keySet());
        }
    }

    @Test
    void aNetworkOfAnotherConfigurationIsRefusedAndNothingIsWritten() {
        Path file = dir.resolve("munit.pt");
        MunitConfig tiny = MunitConfig.tiny();
        MunitGenerator gen = new MunitGenerator(tiny, tiny.channelsA(), Weights.seeded(1, Init.KAIMING));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> OfficialWeights.write(file, MunitConfig.paper(), gen, gen))
                .getMessage();
        assertTrue(message.contains("give the configuration it was built of"), message);
        assertFalse(Files.exists(file));
    }

    @Test
    void aDiskThatFailsLeavesWhatWasThere() throws IOException {
        Path file = Files.createDirectory(dir.resolve("folder"));
        FunitConfig tiny = FunitConfig.tiny();
        FunitGenerator gen = new FunitGenerator(tiny, Weights.seeded(1, Init.KAIMING));
        Path inside = Files.writeString(file.resolve("kept"), "kept");
        assertThrows(IOException.class, () -> OfficialWeights.write(file, tiny, gen));
        assertEquals("kept", Files.readString(inside));
    }
}
