package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.Damage;
import org.ui2i.FaultCounts;
import org.ui2i.Hostile;

/** Files of arrays that were damaged or made to harm are read, or refused with a message. */
class HostileNpzTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void filesAreReadOrRefused() throws IOException {
        Hostile hostile = new Hostile();
        byte[] stored = whole(false), deflated = whole(true);
        for (int i = 0; i < FaultCounts.count(300, 3000); i++) {
            byte[] bytes = Damage.bytes(i % 2 == 0 ? stored : deflated, Damage.random(i));
            hostile.tryOut("damaged", "" + i, "", () -> read(bytes));
        }
        for (String header : List.of(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999999,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (,,), }",
                "{'descr': '<f', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '|O8', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2,), }",
                "__import__('os').system('touch x')")) {
            hostile.tryOut("header", header, "a", () -> read(member("a.npy", npy(header))));
        }
        byte[] good = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }");
        hostile.tryOut("made to harm", "twice", "a/b", () -> twice(good));
        hostile.tryOut("made to harm", "300 MB of zeros", "a", () -> read(member("a.npy", new byte[300 << 20])));
        hostile.tryOut("made to harm", "path", "", () -> read(member("../../a.npy", good)));
        assertEquals(3, read(stored));
        assertEquals(3, read(deflated));
        hostile.report("npz");
    }

    private int read(byte[] bytes) throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            return Npz.read(new ByteArrayInputStream(bytes), scope).size();
        }
    }

    /** Java's writer refuses a name twice, so the second one is renamed in the bytes. */
    private void twice(byte[] npy) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            Npz.store(zip, "a/b.npy", npy);
            Npz.store(zip, "a/c.npy", npy);
        }
        String text = out.toString(StandardCharsets.ISO_8859_1).replace("a/c.npy", "a/b.npy");
        read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] whole(boolean half) throws IOException {
        Draws draws = Draws.seeded(1, 1, manager);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("conv/weight", draws.noise(new Shape(4, 3, 3, 3)));
        arrays.put("conv/bias", draws.noise(new Shape(4)));
        arrays.put("scalar", draws.noise(new Shape()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (half) {
            Npz.writeHalf(out, arrays);
        } else {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                Npz.write(zip, arrays);
            }
        }
        return out.toByteArray();
    }

    private static byte[] npy(String header) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[8]);
        return out.toByteArray();
    }

    private static byte[] member(String name, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
