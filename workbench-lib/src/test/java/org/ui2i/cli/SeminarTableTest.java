package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.cli.SeminarTable.Sentence;
import org.ui2i.eval.Claim;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.Interval;

class SeminarTableTest {
    private static final Path ROOT = Path.of(System.getProperty("ui2i.root", ".."));
    private static final Path COMMITTED = ROOT.resolve("checkpoints/claims");

    @TempDir
    private Path folder;

    private static Claim claim(String arm, double value, double baseline) {
        return new Claim("X1", arm, new Interval(value, value - .01, value + .01, 3), baseline, 10, 3, "abc");
    }

    private String line(String row, String test) throws IOException {
        new ClaimTable()
                .add(claim("L1: on; baseline: off", .05, .08))
                .add(claim("L1: on; baseline: copy", .05, .055))
                .add(claim("letters; baseline: off", .5, .7))
                .write(folder.resolve("runs/claims.csv"));
        Sentence s = new Sentence("X1", "05-lesson", row == null ? null : "runs", row, test, "english", "korean");
        String all = new SeminarTable(SeminarTable.read().words(), List.of(s)).markdown("en", folder);
        return all.lines().skip(2).findFirst().orElse("");
    }

    @Test
    void aSentenceHasItsRowsNumberVerdictAndTheCountOfAll() throws IOException {
        assertEquals(
                "| X1 | english | [05](../notebooks/en/05-lesson.ipynb) | L1: on / off: 0.0500 [0.0400, 0.0600], 0.0800 |"
                        + " holds | 1 of 3 hold, 1 the reverse |",
                line("L1: on; baseline: off", null));
        assertTrue(line("L1: on; baseline: copy", null).contains("| not decided |"));
        assertTrue(line("letters; baseline: off", "ATest.b")
                .contains("| the reverse holds; a test holds it: `ATest.b` |"));
    }

    @Test
    void aSentenceWithoutNumbersSaysWhatHoldsIt() throws IOException {
        assertTrue(line(null, "ATest.b").endsWith("| - | a test holds it: `ATest.b` | - |"));
        assertTrue(line(null, null).endsWith("| printed live | - | - |"));
    }

    @Test
    void aRowThatIsNotThereIsNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> line("gone", null));
        assertTrue(e.getMessage().contains("\"gone\""), e.getMessage());
    }

    @Test
    void thePlansCarryTheCommittedNumbers() throws IOException {
        for (Map.Entry<String, String> plan :
                Map.of("en", "seminar.md", "ko", "seminar.ko.md").entrySet()) {
            String table = SeminarTable.read().markdown(plan.getKey(), COMMITTED);
            Path file = ROOT.resolve("docs").resolve(plan.getValue());
            assertTrue(
                    Files.readString(file).contains(table),
                    file + " is not up to date: ./workbench claims table --lang " + plan.getKey() + " --into " + file);
        }
    }

    @Test
    void theTestsNamedExist() throws IOException {
        for (Sentence s : SeminarTable.read().claims()) {
            if (s.test() != null) {
                String[] name = s.test().split("\\.");
                try (Stream<Path> files = Files.walk(ROOT.resolve("workbench-lib/src/test/java"))) {
                    Path source = files.filter(f -> f.endsWith(name[0] + ".java"))
                            .findFirst()
                            .orElseThrow();
                    assertTrue(Files.readString(source).contains("void " + name[1] + "("), s.test());
                }
            }
        }
    }

    @Test
    void theTableTakesTheOldOnesPlace() throws IOException {
        Path file = folder.resolve("plan.md");
        Files.writeString(file, "a\n<!-- claims: ./workbench claims table -->\nold\n<!-- end of claims -->\nb\n");
        SeminarTable.put("new\n", file);
        SeminarTable.put("newer\n", file);
        assertEquals(
                "a\n<!-- claims: ./workbench claims table -->\nnewer\n<!-- end of claims -->\nb\n",
                Files.readString(file));
        Files.writeString(file, "a\n");
        assertThrows(IllegalArgumentException.class, () -> SeminarTable.put("new\n", file));
        assertEquals("a\n", Files.readString(file));
    }
}
