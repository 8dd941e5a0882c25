package org.ui2i.io;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that are damaged or made to harm: each ends in a message that names what is wrong, and nothing is run. */
class HostilePickleTest extends Refusals {
    /** The ways in which a pickle can name a class or function. */
    @ParameterizedTest
    @MethodSource
    void aCallIsRefusedByName(Forge.Pickle pickle) throws IOException {
        byte[] bytes = pickle.bytes();
        String[] parts = {"it asks for os.system", "nothing was run", "Do not trust"};
        refused(Forge.zip(bytes, Map.of()), parts);
        refused(Forge.legacy(bytes, Forge.keys(), new byte[0]), parts);
    }

    static Forge.Pickle[] aCallIsRefusedByName() {
        String[] opcodes = {"global", "stack global", "inst"};
        return Arrays.stream(opcodes)
                .map(opcode -> switch (opcode) {
                    case "global" ->
                        new Forge.Pickle()
                                .global("os", "system")
                                .op('(')
                                .text("rm x")
                                .ops("tR");
                    case "stack global" ->
                        new Forge.Pickle()
                                .text("os")
                                .text("system")
                                .ops("\u0093(")
                                .text("rm x")
                                .ops("tR");
                    default -> new Forge.Pickle().op('(').text("rm x").ops("ios\nsystem\n");
                })
                .toArray(Forge.Pickle[]::new);
    }

    /** Names that the pickle library itself would have built an object for, and tricks with the allowed ones. */
    @ParameterizedTest
    @CsvSource({
        "builtins, eval",
        "builtins, set",
        "decimal, Decimal",
        "datetime, datetime",
        "operator, attrgetter",
        "collections, namedtuple",
        "torch, load",
        "torch._utils, _rebuild_parameter",
        "torch.nn.modules.conv, Conv2d",
    })
    void onlyTheListedClassesAreMade(String module, String name) throws IOException {
        refused(
                Forge.zip(new Forge.Pickle().global(module, name).ops(")R").bytes(), Map.of()),
                "asks for " + module + "." + name);
    }

    @Test
    void aNameDoesNotReachTheTerminalRaw() throws IOException {
        byte[] pickle =
                new Forge.Pickle().global("\u001b[2Jevil", "x".repeat(500)).bytes();
        String message = refusal(Forge.zip(pickle, Map.of()));
        assertFalse(message.contains("\u001b"));
        assertTrue(message.contains("?[2Jevil") && message.length() < 600, message);
    }

    /** EXT1, OBJ, NEWOBJ, DICT, FROZENSET, LONG4, BINBYTES8, BYTEARRAY8, NEXT_BUFFER, and text opcodes of protocol 0. */
    @ParameterizedTest
    @ValueSource(ints = {0x82, 'o', 0x81, 'd', 0x91, 0x8b, 0x8e, 0x96, 0x97, 'I', 'L', 'S', 'P', '2'})
    void anOpcodeThatWeightsDoNotNeedIsRefused(int opcode) throws IOException {
        byte[] pickle = new Forge.Pickle().op('(').raw(opcode).bytes();
        refused(Forge.zip(pickle, Map.of()), String.format("opcode 0x%02x at byte 3", opcode));
    }

    @Test
    void aTextLongerThanTheFileTakesNoMemory() throws IOException {
        byte[] bin = new Forge.Pickle().raw('X', 0xFF, 0xFF, 0xFF, 0x7F).bytes();
        refused(Forge.zip(bin, Map.of()), "a text claims 2147483647 bytes but 1 are left");
    }

    /** A list of itself as a key: hashing it would never end. */
    @Test
    void aKeyThatIsNoNameIsRefused() throws IOException {
        byte[] pickle = new Forge.Pickle().ops("}]q\0h\0aNs").bytes();
        refused(Forge.zip(pickle, Map.of()), "a key is no name but class java.util.ArrayList");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "R", "0", "s", "h\7", "}}R", "NQ", "Nb", "Kaa", "(NNu", "}(Nu", "\u008a\uffff"})
    void nonsenseIsADamagedFile(String opcodes) throws IOException {
        byte[] pickle = new Forge.Pickle().ops(opcodes).bytes();
        String message = refusal(Forge.zip(pickle, Map.of()));
        assertTrue(message.contains("damaged") || message.contains("opcode"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, 1", // beyond the end
        "2, 3, 1", // offset
        "0, 2, 4", // stride
        "0, 2, 9223372036854775807", // overflow
        "0, 9223372036854775807, 1",
        "0, -1, 1",
        "0, 4, -1",
        "-1, 2, 1",
        "4, 1, 1",
        "0, 8, 0", // the same number over and over: any amount of memory from four bytes
    })
    void aTensorOutsideItsStorageIsRefused(int offset, long size, long stride) throws IOException {
        byte[] pickle = new Forge.Pickle()
                .ops("}")
                .text("w")
                .tensor("FloatStorage", "0", 4, offset, new long[] {size}, new long[] {stride})
                .op('s')
                .bytes();
        refused(Forge.zip(pickle, Map.of("data/0", new byte[16])), "does not lie in its storage of 4 numbers");
    }

    /** Each size is small, their product is not. */
    @Test
    void aProductOfSizesIsChecked() throws IOException {
        byte[] pickle = new Forge.Pickle()
                .ops("}")
                .text("w")
                .tensor("FloatStorage", "0", 65536, 0, new long[] {65536, 65536, 65536, 65536}, new long[4])
                .op('s')
                .bytes();
        refused(Forge.zip(pickle, Map.of("data/0", new byte[4 * 65536])), "does not lie in its storage");
        byte[] deep = new Forge.Pickle()
                .ops("}")
                .text("w")
                .tensor("FloatStorage", "0", 1, 0, new long[9], new long[9])
                .op('s')
                .bytes();
        refused(Forge.zip(deep, Map.of("data/0", new byte[4])), "9 dimensions");
    }

    @Test
    void aStorageIsFoundByItsNumberOnly() throws IOException {
        byte[] pickle = new Forge.Pickle()
                .storage("FloatStorage", "../../../etc/passwd", 1)
                .bytes();
        refused(Forge.zip(pickle, Map.of()), "a storage is named \"../../../etc/passwd\"");
    }
}
