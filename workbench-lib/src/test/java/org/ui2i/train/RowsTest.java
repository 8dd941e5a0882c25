package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void aLateColumnIsMissingBefore() throws IOException {
        Rows rows = new Rows();
        rows.add(1, Map.of("a", 0.1));
        Map<String, Double> both = new LinkedHashMap<>();
        both.put("a", 2.0);
        both.put("b", -3.5);
        rows.add(2, both);
        String text = "step,a,b\n1,0.1,\n2,2.0,-3.5\n";
        assertEquals(text, rows.csv());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rows.write(out);
        assertEquals(text, out.toString(StandardCharsets.UTF_8));
        Rows read = new Rows();
        read.parse("history.csv", text);
        assertEquals(text, read.csv());
        assertEquals(1, read.table("history").doubleColumn("b").countMissing());
    }

    /** As many rows as MUNIT's training has steps are as many numbers in memory, not objects. */
    @Test
    void aMillionStepsAreHeldAsNumbers() {
        Rows rows = new Rows();
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            values.put("term" + i, i + 0.5);
        }
        long before = used();
        for (int step = 1; step <= 1_000_000; step++) {
            rows.add(step, values);
        }
        double bytes = (double) (used() - before) / 1_000_000;
        assertTrue(bytes < 1.6 * 13 * Double.BYTES, bytes + " bytes a step");
        assertEquals(1_000_000, rows.size());
        assertEquals(11.5, rows.columns().get("term11").last());
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
