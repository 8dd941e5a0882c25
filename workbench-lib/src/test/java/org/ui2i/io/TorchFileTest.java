package org.ui2i.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;

class TorchFileTest {
    private static final Path FIXTURES = Path.of("src", "test", "resources", "parity");

    @TempDir
    private Path dir;

    private TorchFile open(byte[] bytes) throws IOException {
        return TorchFile.open(Files.write(dir.resolve("net.pt"), bytes));
    }

    /** Files that the authors' PyTorch wrote, against the same weights in the reference's npz. */
    @ParameterizedTest
    @CsvSource({
        "funit_gen_after.pt, gen, funit.npz, after/model.gen., 58",
        "funit_gen_after.pt, gen_test, funit.npz, after/model.gen_test., 58",
        "funit_gen_legacy.pt, gen_test, funit.npz, param/model.gen_test., 58",
        "munit_gen.pt, a, munit.npz, param/gen_a., 58",
        "munit_gen_legacy.pt, b, munit.npz, param/gen_b., 58",
    })
    void anOfficialFileHoldsTheReferencesWeights(String file, String net, String npz, String prefix, int count)
            throws IOException {
        try (TorchFile torch = TorchFile.open(FIXTURES.resolve(file));
                NDManager manager = Tensors.scope();
                InputStream in = new BufferedInputStream(Files.newInputStream(FIXTURES.resolve(npz)))) {
            Map<String, NDArray> expected = Npz.read(in, manager);
            Map<String, TorchTensor> tensors = torch.tensors(net);
            assertEquals(count, tensors.size());
            for (Map.Entry<String, TorchTensor> tensor : tensors.entrySet()) {
                NDArray known = reference(expected, prefix + tensor.getKey());
                assertEquals(known.getShape(), tensor.getValue().shape(), tensor.getKey());
                assertArrayEquals(known.toFloatArray(), torch.floats(tensor.getValue()), tensor.getKey());
            }
        }
    }

    /** An array of the reference; of most weights after an iteration it holds the step that led there. */
    private static NDArray reference(Map<String, NDArray> stored, String name) {
        NDArray array = stored.get(name);
        return array != null
                ? array
                : stored.get(name.replaceFirst("^after/", "param/"))
                        .add(stored.get(name.replaceFirst("^after/", "step/")));
    }

    @Test
    void namesKeepTheFilesOrder() throws IOException {
        try (TorchFile torch = TorchFile.open(FIXTURES.resolve("funit_gen_legacy.pt"))) {
            assertEquals(List.of("gen", "gen_test"), torch.names());
            assertEquals(
                    List.of("enc_class_model.model.0.conv.weight", "enc_class_model.model.0.conv.bias"),
                    torch.names("gen").subList(0, 2));
        }
    }

    /** Storage 0, 1, ..., 5: a matrix, its transpose, a column from number 1 on and a scalar look into the same numbers. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tensorsAreViewsOfSharedStorages(boolean zip) throws IOException {
        Forge.Pickle pickle = new Forge.Pickle().ops("}(");
        pickle.text("matrix").tensor("FloatStorage", "7", 6, 0, new long[] {2, 3}, new long[] {3, 1});
        pickle.text("transposed").tensor("FloatStorage", "7", 6, 0, new long[] {3, 2}, new long[] {1, 3});
        pickle.text("column").tensor("FloatStorage", "7", 6, 1, new long[] {2}, new long[] {3});
        pickle.text("scalar").tensor("FloatStorage", "7", 6, 5, new long[] {}, new long[] {});
        pickle.text("empty").tensor("FloatStorage", "7", 6, 6, new long[] {0, 3}, new long[] {3, 1});
        byte[] tree = pickle.op('u').bytes();
        byte[] counted = Forge.counted(6, 0, 1, 2, 3, 4, 5);
        byte[] numbers = ByteBuffer.allocate(24).put(counted, 8, 24).array();
        byte[] file = zip ? Forge.zip(tree, Map.of("data/7", numbers)) : Forge.legacy(tree, Forge.keys("7"), counted);
        try (TorchFile torch = open(file)) {
            Map<String, TorchTensor> tensors = torch.tensors();
            assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, torch.floats(tensors.get("matrix")));
            assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, torch.floats(tensors.get("transposed")));
            assertEquals(new Shape(3, 2), tensors.get("transposed").shape());
            assertArrayEquals(new float[] {1, 4}, torch.floats(tensors.get("column")));
            assertArrayEquals(new float[] {5}, torch.floats(tensors.get("scalar")));
            assertEquals(new Shape(), tensors.get("scalar").shape());
            assertArrayEquals(new float[0], torch.floats(tensors.get("empty")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FloatStorage, C0200000, -2.5",
        "DoubleStorage, C004000000000000, -2.5",
        "HalfStorage, C100, -2.5",
        "BFloat16Storage, C020, -2.5",
        "LongStorage, FFFFFFFFFFFFFFF9, -7",
        "IntStorage, 01000000, 16777216",
        "ShortStorage, FFF9, -7",
        "CharStorage, F9, -7",
        "ByteStorage, F9, 249",
        "BoolStorage, 01, 1",
    })
    void eachTypeIsReadInBothByteOrders(String type, String bigEndian, float expected) throws IOException {
        byte[] big = java.util.HexFormat.of().parseHex(bigEndian);
        byte[] little = new byte[big.length];
        for (int i = 0; i < big.length; i++) {
            little[i] = big[big.length - 1 - i];
        }
        byte[] tree = new Forge.Pickle()
                .ops("}")
                .text("x")
                .tensor(type, "0", 1, 0, new long[] {1}, new long[] {1})
                .op('s')
                .bytes();
        Map<String, byte[]> bigFile = Map.of("data/0", big, "byteorder", Forge.ascii("big"));
        for (Map<String, byte[]> members : List.of(bigFile, Map.of("data/0", little))) {
            try (TorchFile torch = open(Forge.zip(tree, members))) {
                assertArrayEquals(
                        new float[] {expected}, torch.floats(torch.tensors().get("x")));
            }
        }
    }

    /** Python 2 writes names as byte strings and hands OrderedDict a list of pairs. */
    @Test
    void python2sDictionariesAreRead() throws IOException {
        Forge.Pickle pickle =
                new Forge.Pickle().global("collections", "OrderedDict").ops("(](](U\3two");
        pickle.tensor("FloatStorage", "0", 1, 0, new long[] {1}, new long[] {1}).ops("e](U\3one");
        pickle.tensor("FloatStorage", "1", 1, 0, new long[] {1}, new long[] {1}).ops("eetR");
        byte[] numbers = {0, 0, (byte) 0x80, 0x3F};
        try (TorchFile torch = open(Forge.zip(pickle.bytes(), Map.of("data/0", numbers, "data/1", numbers)))) {
            assertEquals(List.of("two", "one"), torch.names());
            assertArrayEquals(new float[] {1}, torch.floats(torch.tensors().get("one")));
        }
    }

    /** PyTorch before 0.4 calls another function, with the first four arguments alone. */
    @Test
    void theOldestTensorsAreRead() throws IOException {
        Forge.Pickle pickle = new Forge.Pickle().ops("}").text("w").global("torch._utils", "_rebuild_tensor");
        pickle.op('(')
                .storage("FloatStorage", "0", 2)
                .number(1)
                .tuple(1)
                .tuple(1)
                .ops("tRs");
        try (TorchFile torch = open(Forge.legacy(pickle.bytes(), Forge.keys("0"), Forge.counted(2, 3, 4)))) {
            assertArrayEquals(new float[] {4}, torch.floats(torch.tensors().get("w")));
        }
    }

    @Test
    void aDictionaryThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        try (TorchFile torch = TorchFile.open(FIXTURES.resolve("munit_gen.pt"))) {
            String message = assertThrows(IllegalArgumentException.class, () -> torch.tensors("gen_test"))
                    .getMessage();
            assertEquals(
                    FIXTURES.resolve("munit_gen.pt") + " has no \"gen_test\" but [a, b]: it is of another model",
                    message);
            assertThrows(IllegalArgumentException.class, torch::tensors);
            assertThrows(IllegalArgumentException.class, () -> torch.tensors("a", "mlp.model.0.fc.bias"));
        }
    }
}
