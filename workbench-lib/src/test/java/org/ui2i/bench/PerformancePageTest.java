package org.ui2i.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.run.ModelKind;

/** docs/performance.md shows what docs/performance.json says. */
class PerformancePageTest {
    private static final Path DOCS = Path.of(System.getProperty("ui2i.root", ".."), "docs");

    @Test
    void theTableIsThatOfTheNumbers() throws IOException {
        List<BenchResult> results = BenchTable.readAll(Files.readString(DOCS.resolve("performance.json")));
        assertEquals(ModelKind.values().length * BenchCase.Size.values().length, results.size());
        String page = Files.readString(DOCS.resolve("performance.md"));
        assertTrue(page.contains(BenchTable.markdown(results)), "copy bench.md of the run into performance.md");
    }

    /** What the page says of memory. */
    @Test
    void memoryIsBelowNineTenthsOfTheAuthors() throws IOException {
        List<String> rows = BenchTable.markdown(BenchTable.readAll(Files.readString(DOCS.resolve("performance.json"))))
                .lines()
                .filter(row -> row.matches(".*\\d \\(\\d+\\) \\| [\\d.]+ \\| \\d+ \\|.*"))
                .toList();
        assertEquals(6, rows.size(), rows::toString);
        for (String row : rows) {
            String[] mb = row.split("\\|")[9].strip().split("[ ()]+");
            assertTrue(Double.parseDouble(mb[0]) <= 0.9 * Double.parseDouble(mb[1]), row);
        }
    }
}
