package org.ui2i.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.nn.Init;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Script;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Tensors;

/** The archive, byte by byte. */
class ScriptFileTest {
    private static final int LOCAL_HEADER = 0x04034b50;

    @TempDir
    private Path folder;

    private final Mlp net = new Mlp(new Mlp.Config(3, 5, 2, 2), Weights.seeded(1, Init.KAIMING));

    private Path written(String name) throws IOException {
        Path file = folder.resolve(name);
        Script script = Script.of("Net", Map.of("net", net), List.of("x"), x -> net.script(x.get(0)));
        ScriptFile.write(file, script, Map.of("README.md", "# d\u00e9j\u00e0"));
        return file;
    }

    /** Each member's place and content, read off the local headers; stored members only. */
    private static Map<String, ByteBuffer> members(Path file, List<Integer> places) throws IOException {
        Map<String, ByteBuffer> members = new LinkedHashMap<>();
        ByteBuffer zip = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (zip.getInt(at) == LOCAL_HEADER) {
            assertEquals(0, zip.getShort(at + 8), "stored");
            int size = zip.getInt(at + 18), name = zip.getShort(at + 26), extra = zip.getShort(at + 28);
            int start = at + 30 + name + extra;
            places.add(start);
            String path = new String(zip.array(), at + 30, name, StandardCharsets.UTF_8);
            members.put(path, zip.slice(start, size).order(ByteOrder.LITTLE_ENDIAN));
            at = start + size;
        }
        return members;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    @Test
    void membersAreStoredInOneFolderEachAtAMultipleOf64Bytes() throws IOException {
        List<Integer> places = new ArrayList<>();
        Map<String, ByteBuffer> members = members(written("a.pt"), places);
        List<String> texts =
                List.of("version", "byteorder", "data.pkl", "constants.pkl", "code/__torch__.py", "extra/README.md");
        List<String> names = new ArrayList<>(texts);
        names.addAll(List.of("data/0", "data/1", "data/2", "data/3"));
        assertEquals(names.stream().map(name -> "ui2i/" + name).toList(), List.copyOf(members.keySet()));
        places.forEach(place -> assertEquals(0, place % 64));
        assertEquals("10\n", text(members.get("ui2i/version")));
        assertEquals("little", text(members.get("ui2i/byteorder")));
        assertEquals("# d\u00e9j\u00e0", text(members.get("ui2i/extra/README.md")));
    }

    @Test
    void numbersAreLittleEndianFloatsInTheOrderOfTheObjects() throws IOException {
        Map<String, ByteBuffer> members = members(written("a.pt"), new ArrayList<>());
        int i = 0;
        for (String path : List.of("linear0/weight", "linear0/bias", "linear1/weight", "linear1/bias")) {
            ByteBuffer data = members.get("ui2i/data/" + i++);
            float[] numbers = new float[data.remaining() / Float.BYTES];
            data.asFloatBuffer().get(numbers);
            assertArrayEquals(Tensors.floats(net.state().get(path)), numbers, path);
        }
    }

    /** The smallest object: protocol 2, class, empty tuple, NEWOBJ, memo 0, dictionary of training = False, BUILD. */
    @Test
    void anObjectIsPickledAsTorchPicklesOne() {
        byte[] pickle = new ScriptPickle(new Script.Instance("Net", Map.of(), Map.of())).bytes();
        String expected = "\u0080\u0002c__torch__\nNet\n)\u0081r\0\0\0\0}(X\u0008\0\0\0training\u0089ub.";
        assertEquals(expected, new String(pickle, StandardCharsets.ISO_8859_1));
    }

    @Test
    void theSameNetworkGivesTheSameBytes() throws IOException {
        assertArrayEquals(Files.readAllBytes(written("a.pt")), Files.readAllBytes(written("b.pt")));
    }
}
