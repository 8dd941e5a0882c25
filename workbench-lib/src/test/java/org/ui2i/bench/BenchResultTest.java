package org.ui2i.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchResultTest {
    /** A step of 4 images and 6 GFLOP in 200 ms is 30 GFLOP/s; the reference's 5 GFLOP in 50 ms are 100. */
    @Test
    void ratesFollowFromTheMedians() {
        Timing step = Timing.of(200), reference = Timing.of(50);
        BenchResult result = new BenchResult("funit", "lab", 64, 4, 1, step, step, reference, 6, 5, 1000, 0, 500);
        assertEquals(20, result.imagesPerSecond(), 1e-9);
        assertEquals(30, result.gflops(), 1e-9);
        assertEquals(100, result.referenceGflops(), 1e-9);
        assertEquals(0.3, result.share(), 1e-9);
        assertEquals(4, result.stepInReferences(), 1e-9);
        String table = BenchTable.markdown(List.of(result));
        assertEquals(
                "6.65",
                table.strip()
                        .split("\\|")[table.strip().split("\\|").length - 1]
                        .strip(),
                table);
    }

    @Test
    void whatLiesWithinAnOperationIsNoCall() {
        String json =
                "[" + operation("outer", 0, 10) + "," + operation("inner", 1, 2) + "," + operation("next", 10, 1) + "]";
        EngineRecord record = EngineRecord.of(json);
        assertEquals(3, record.operations().size());
        assertEquals(2, record.calls());
        assertEquals(2048, record.operations().get(0).bytes());
    }

    private static String operation(String name, int begin, int duration) {
        return "{\"name\": \"" + name + "\", \"ts\": " + begin + ", \"dur\": " + duration
                + ", \"shape\": [[2, 3], []], \"cpu mem\": \"2.00 Kb\"}";
    }
}
