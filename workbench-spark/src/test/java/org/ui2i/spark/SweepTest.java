package org.ui2i.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.cli.Main;
import picocli.CommandLine;

class SweepTest {
    private static final String TINY =
            """
            model: unit
            data: glyph-styles
            preset: tiny
            steps: 2
            seeds: [1, 2]
            grid: {filters: [4, 5]}
            scores: [l1, retrieval]
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter(), err = new StringWriter();

    private int sweep(String text) throws IOException {
        return sweep(text, "local[2]");
    }

    private int sweep(String text, String master) throws IOException {
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(file, text);
        return Main.commandLine(new SparkMain())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute("sweep", file.toString(), "--master", master, "--out", output().toString());
    }

    private Path output() {
        return folder.resolve("out");
    }

    private List<List<String>> csv() throws IOException {
        return Files.readAllLines(output().resolve("results.csv")).stream()
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
    }

    private List<List<String>> parquet() throws IOException {
        try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
            Row[] rows = (Row[]) spark.read()
                    .parquet(output().resolve("results.parquet").toString())
                    .collect();
            return Arrays.stream(rows)
                    .map(row -> IntStream.range(0, row.size())
                            .mapToObj(i -> String.valueOf(row.get(i)))
                            .collect(Collectors.toList()))
                    .toList();
        }
    }

    @Test
    void aSweepTrainsEachCellOnceAndItsTablesAgree() throws IOException {
        assertEquals(0, sweep(TINY), () -> out + "" + err);
        List<List<String>> lines = csv();
        assertEquals(
                List.of("arm", "filters", "seed", "l1", "retrieval", "steps", "seconds", "host", "attempt", "run"),
                lines.get(0));
        assertEquals(5, lines.size());
        assertEquals(lines.subList(1, 5), parquet());
        assertEquals("filters=5", lines.get(4).get(0));
        assertTrue(Double.parseDouble(lines.get(4).get(3)) > 0, lines.toString());
        assertTrue(Files.size(output().resolve("l1.png")) > 1000);
        assertTrue(out.toString().contains("4 cells, 0 of them done already"), out.toString());
        assertTrue(out.toString().contains("4 of 4  "), out.toString());

        Path history = output().resolve("cells/" + lines.get(4).get(9) + "/history.csv");
        byte[] before = Files.readAllBytes(history);
        Files.delete(history); // a cell that is trained again would write it
        assertEquals(0, sweep(TINY.replace("[1, 2]", "[1, 2, 3]")), () -> out + "" + err);
        assertTrue(out.toString().contains("6 cells, 4 of them done already"), out.toString());
        assertFalse(Files.exists(history));
        assertEquals(7, csv().size());

        Files.delete(history.resolveSibling("result.yaml"));
        Files.delete(history.resolveSibling("last.ckpt"));
        assertEquals(0, sweep(TINY), () -> out + "" + err);
        assertArrayEquals(before, Files.readAllBytes(history));
        assertEquals(lines.get(4).subList(0, 5), csv().get(4).subList(0, 5));
    }

    @Test
    void whatCannotBeTrainedIsRefusedBeforeAnythingIs() throws IOException {
        assertEquals(1, sweep(TINY.replace("[4, 5]", "[4, 0]")));
        assertTrue(err.toString().startsWith("cell \"filters=0, seed 1\": "), err.toString());
        assertEquals(1, sweep(TINY.replace("glyph-styles", "folder:" + folder.resolve("none"))));
        assertTrue(err.toString().lines().skip(1).findFirst().orElse("").contains("none"), err.toString());
        assertEquals(1, sweep(TINY.replace("[l1, retrieval]", "[top5]")));
        assertTrue(err.toString().contains("no score is \"top5\": there are [l1, "), err.toString());
        assertEquals(1, sweep(TINY.replace("grid: {filters: [4, 5]}", "grid: {batch: [4]}\narms: {a: {}, b: {}}")));
        assertTrue(err.toString().contains("it is the same training as a, batch=4, seed 1"), err.toString());
        assertEquals(1, sweep(TINY, "spark://127.0.0.1:1"));
        assertTrue(err.toString().contains("cannot be reached"), err.toString());
        assertEquals(5, err.toString().lines().count(), err.toString());
        assertFalse(Files.exists(output().resolve("cells")));
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(output(), "a file");
        assertEquals(1, sweep(TINY));
        assertTrue(err.toString().contains("out cannot be written: "), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }
}
