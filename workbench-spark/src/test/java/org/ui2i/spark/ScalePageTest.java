package org.ui2i.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.run.Costs;

/** docs/scale.md shows what docs/scale.json says. */
class ScalePageTest {
    private static final Path DOCS = Path.of(System.getProperty("ui2i.root", ".."), "docs");

    @Test
    void theTablesAreThoseOfTheNumbers() throws IOException {
        ScaleResult result = ScaleTable.read(Files.readString(DOCS.resolve("scale.json")));
        String page = Files.readString(DOCS.resolve("scale.md"));
        for (String table : List.of(ScaleTable.speed(result), ScaleTable.costs(result), ScaleTable.limits(result))) {
            assertTrue(page.contains(table), "copy scale.md of the run into docs/scale.md: " + table);
        }
    }

    /** By hand: 8 ms an image, 1,000 images; 1,000 executors take 10^8 images in 800 s. */
    @Test
    void limitsAreTheArithmeticThatTheTableShows() {
        Costs costs = new Costs(1000, 500_000_000, 2_000_000_000, 3_000_000_000L, 1_000_000_000, 500_000_000);
        ScaleResult.Run one = new ScaleResult.Run(3, 8, costs), two = new ScaleResult.Run(4, 5, costs);
        ScaleResult.Run killed = new ScaleResult.Run(4, 6.5, costs);
        ScaleResult result = new ScaleResult(
                "munit", 1000, 128, 32, 8000, 2000, 150, 1_200_000, 7.5, one, one, two, killed, 160, 500);
        assertEquals(1.6, result.speedUp(), 1e-9);
        assertEquals(result, ScaleTable.read(ScaleTable.json(result)));
        String speed = ScaleTable.speed(result), limits = ScaleTable.limits(result);
        assertTrue(speed.contains("| 2 worker processes | 4.0 | 5.0 | 200.0 | 1.60 times 1 worker |"), speed);
        assertTrue(speed.contains("| 6.5 | 153.8 | 1.5 s lost, where half the work takes 2.5 s |"), speed);
        assertTrue(speed.contains("| 1 worker process | 3.0 | 8.0 | 125.0 | 7 % longer than the loop |"), speed);
        assertTrue(ScaleTable.costs(result).contains("| 1 worker process | 2.00 | 3.00 | 1.00 | 0.50 | 0.50 |"));
        for (String row : List.of(
                "| 10^8 x 8.00 ms / 1,000 | 0.2 h |",
                "| 10^8 x 160 bytes | 16.0 GB of the driver's heap |",
                "| 10^8 / 512 | 195313 tasks and manifests |",
                "| 195313 / 500 a second | 6.5 min, 48.8 % of the time |",
                "| 1,000 / (512 x 8.00 ms) | 244 a second |",
                "| 10^8 / 800 s | 125000 a second, each written and moved |",
                "| 8.0 kB an image | 1.00 GB/s, 0.8 TB in all |",
                "| 2.0 kB an image | 0.25 GB/s, 0.2 TB in all |",
                "| 10^8 x 150 bytes | 15.0 GB |",
                "| 1,000 x 1.2 MB | 1.2 GB read at the start |")) {
            assertTrue(limits.contains(row), limits);
        }
    }
}
