package org.ui2i.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers whose counts, sizes and places are wrong: each ends in a message, none takes the memory that it claims. */
class HostileFileTest extends Refusals {
    private static final Path FIXTURES = Path.of("src", "test", "resources", "parity");

    @Test
    void aStorageOfAnotherSizeIsRefused() throws IOException {
        refused(Forge.zip(Forge.floats(4), Map.of()), "storage 0 is missing");
        refused(
                Forge.zip(Forge.floats(4), Map.of("data/0", new byte[12])),
                "storage 0 claims 4 numbers in 16 bytes but has 12 bytes");
        refused(
                Forge.zip(Forge.floats(1 << 30), Map.of("data/0", new byte[12])),
                "claims 1073741824 numbers",
                "256 MiB");
        byte[] negative = new Forge.Pickle().storage("FloatStorage", "0", -1).bytes();
        refused(Forge.zip(negative, Map.of()), "storage 0 claims -1 numbers");
        Forge.Pickle twice = new Forge.Pickle().storage("FloatStorage", "0", 3).storage("FloatStorage", "0", 4);
        refused(Forge.zip(twice.bytes(), Map.of()), "storage 0 is claimed twice, with 4 and with 3 numbers");
    }

    @Test
    void theOldFormatsCountsAreChecked() throws IOException {
        byte[] tree = Forge.floats(3);
        byte[] good = Forge.counted(3, 1, 2, 3);
        readAll(Files.write(dir.resolve("net.pt"), Forge.legacy(tree, Forge.keys("0"), good)));
        refused(Forge.legacy(tree, Forge.keys(), good), "name 1 storages but the file lists another number");
        refused(Forge.legacy(tree, Forge.keys("1"), good), "storage 1 is of no tensor");
        refused(Forge.legacy(tree, Forge.keys("0", "0"), good), "another number");
        refused(Forge.legacy(tree, Forge.keys("0"), Forge.counted(1L << 60, 1, 2, 3)), "claims 3 numbers", "cut off");
        refused(Forge.legacy(tree, Forge.keys("0"), Forge.counted(3, 1, 2)), "12 bytes, of which 8 are there");
        refused(Forge.legacy(tree, Forge.keys("0"), new byte[0]), "8 bytes are to lie", "cut off");
        refused(new Forge.Pickle().number(5).bytes(), "a pickle, but not torch.save's");
    }

    /** The end record's count, its size and place, a member's size and place, and compression. */
    @ParameterizedTest
    @CsvSource({
        "end, 10, 3, claims 3 members but lists 2",
        "end, 10, 65535, claims 65535 members",
        "end, 12, 32767, claims 2 members in 32767 bytes",
        "end, 16, 65535, none behind the file's end",
        "entry, 10, 8, is compressed or encrypted",
        "entry, 8, 1, is compressed or encrypted",
        "entry, 26, 1, is compressed or encrypted", // claims 64 KiB more than it takes
        "entry, 42, 5, no zip member starts at byte 5",
        "entry, 44, 30000, but the file ends at",
        "entry, 28, 60000, a zip entry is cut off",
        "entry, 30, 60000, a zip entry is cut off",
    })
    void aZipsDirectoryIsChecked(String record, int at, int value, String part) throws IOException {
        byte[] zip = Forge.zip(Forge.floats(4), Map.of("data/0", new byte[16]));
        readAll(Files.write(dir.resolve("net.pt"), zip));
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        bytes.putShort((record.equals("end") ? end : bytes.getInt(end + 16)) + at, (short) value);
        refused(zip, part);
    }

    @Test
    void aChangedNumberIsSeenByItsChecksum() throws IOException {
        byte[] zip = Forge.zip(
                Forge.floats(4), Map.of("data/0", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 1, 1, 1, 1, 1, 1}));
        for (int i = 0; i < zip.length; i++) {
            if (zip[i] == 9 && zip[i - 1] == 8 && zip[i - 2] == 7) {
                zip[i] = 10;
            }
        }
        refused(zip, "storage 0 have the checksum");
    }

    @Test
    void whatIsNoCheckpointIsNamed() throws IOException {
        refused(new byte[0], "it has 0 bytes");
        refused(Forge.ascii("version https://git-lfs"), "its first bytes are 76657273");
        refused(Forge.zip(Forge.floats(1), Map.of("x/data.pkl", new byte[1])), "this one has 2");
        refused(Forge.zip(Forge.floats(1), Map.of("constants.pkl", new byte[1])), "a TorchScript program");
        refused(Forge.zip(new byte[TorchPickle.MOST_BYTES + 1], Map.of()), "has 4194305 bytes");
        Map<String, byte[]> odd = new LinkedHashMap<>(Map.of("data/0", new byte[4]));
        odd.put("byteorder", Forge.ascii("middle"));
        refused(Forge.zip(Forge.floats(1), odd), "byte order is \"middle\"");
        refused(Forge.zip(new Forge.Pickle().op('N').bytes(), Map.of()), "holds no dictionary");
        assertEquals(
                dir + " is no file: give a checkpoint that torch.save wrote",
                assertThrows(IllegalArgumentException.class, () -> TorchFile.open(dir))
                        .getMessage());
    }

    /** A file that breaks off anywhere, and 120 files with a changed byte: a message or the same weights, nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"munit_gen.pt", "munit_gen_legacy.pt"})
    void noDamageEndsInAnotherWay(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FIXTURES.resolve(name));
        for (int size : new int[] {4, 30, 1000, 20_000, 30_000, whole.length / 2, whole.length - 1}) {
            refused(Arrays.copyOf(whole, size), "it again");
        }
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 120; i++) {
            byte[] changed = whole.clone();
            int from = name.contains("legacy") || i % 2 == 0 ? 0 : whole.length - 10_000; // the list or the directory
            changed[from + random.nextInt(i % 4 < 2 ? 300 : 10_000)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(dir.resolve("net.pt"), changed);
            try {
                readAll(file);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertTrue(refused > 40, refused + " of 120 were refused");
    }
}
