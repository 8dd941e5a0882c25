package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class NpzTest {
    @Test
    void writesAndReadsBack() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            arrays.put("a/b", Tensors.of(manager, new float[] {1, -2.5f, 3e-8f, 4}, new Shape(2, 2)));
            arrays.put("n", manager.create(new long[] {1, -7}));
            arrays.put("scalar", manager.create(5f));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                Npz.write(zip, arrays);
            }
            Map<String, NDArray> back = Npz.read(new ByteArrayInputStream(out.toByteArray()), manager);
            assertEquals(arrays.keySet(), back.keySet());
            assertArrayEquals(new float[] {1, -2.5f, 3e-8f, 4}, back.get("a/b").toFloatArray());
            assertEquals(new Shape(2, 2), back.get("a/b").getShape());
            assertArrayEquals(new long[] {1, -7}, back.get("n").toLongArray());
            assertEquals(new Shape(), back.get("scalar").getShape());
        }
    }

    @Test
    void halfPrecisionRoundsToNearest() {
        assertEquals(1f, Half.toFloat(Half.of(1f)));
        assertEquals(-65504f, Half.toFloat(Half.of(-65504f)));
        assertEquals(Float.POSITIVE_INFINITY, Half.toFloat(Half.of(1e6f)));
        assertEquals(0x1.0p-24f, Half.toFloat(Half.of(6e-8f)));
        assertEquals(1f, Half.toFloat(Half.of(1f + 0x1.0p-11f))); // a tie goes to even
        assertEquals(1f + 0x1.0p-9f, Half.toFloat(Half.of(1f + 0x1.8p-10f)));
        assertEquals(2f, Half.toFloat(Half.of(1.9999f))); // carries into the exponent
        for (int bits = 0; bits < 0x7C00; bits++) {
            assertEquals(bits, Half.of(Half.toFloat((short) bits)));
        }
    }

    @Test
    void aCutFileSaysSo() {
        try (NDManager manager = Tensors.scope()) {
            byte[] whole = Npz.encode(manager.create(new float[] {1, 2, 3}), false);
            byte[] cut = Arrays.copyOf(whole, whole.length - 4);
            IOException e = assertThrows(IOException.class, () -> Npz.decode("w", cut, manager));
            assertTrue(e.getMessage().contains("w is cut off"), e.getMessage());
        }
    }
}
