package org.ui2i.train;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.core.SafeFile;
import tech.tablesaw.api.Table;

/**
 * What a training has seen: a row a step. The losses are reproducible (equal seeds give equal {@code history.csv}); times,
 * speed and memory stand apart in {@code timing.csv}.
 */
public final class History {
    private static final List<String> TIMING = List.of("seconds", "images_per_second", "resident_mb");

    private final Rows losses = new Rows();
    private final Rows timing = new Rows();

    History() {}

    void add(Progress progress, double seconds) {
        losses.add(progress.step(), progress.values());
        Map<String, Double> times = new LinkedHashMap<>();
        times.put(TIMING.get(0), seconds);
        times.put(TIMING.get(1), progress.imagesPerSecond());
        times.put(TIMING.get(2), progress.residentMb());
        timing.add(progress.step(), times);
    }

    /**
     * How many steps are recorded.
     *
     * @return rows
     */
    public int size() {
        return losses.size();
    }

    /**
     * The recorded terms.
     *
     * @return {@code player/term} in order of first appearance
     */
    public List<String> terms() {
        return List.copyOf(losses.names());
    }

    /**
     * All losses.
     *
     * @return columns {@code step} and one a term, unweighted; missing where a player did not step
     */
    public Table table() {
        return losses.table("history");
    }

    /**
     * The numeric columns of a table, for drawing.
     *
     * @param table any table
     * @return values by column name in order; NaN where one is missing
     */
    public static Map<String, double[]> numbers(Table table) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        table.numericColumns().forEach(column -> numbers.put(column.name(), column.asDoubleArray()));
        return numbers;
    }

    /**
     * Times.
     *
     * @return columns {@code step, seconds, images_per_second, resident_mb}
     */
    public Table timing() {
        return timing.table("timing");
    }

    /**
     * How long the steps took together, listeners not counted.
     *
     * @return seconds
     */
    public double seconds() {
        Rows.Column seconds = timing.columns().get(TIMING.get(0));
        return seconds == null ? 0 : seconds.tail(size()).sum();
    }

    /**
     * Mean of a term over the last steps.
     *
     * @param term as {@code player/term}
     * @param last how many rows at the end, at least 1; fewer are taken if there are fewer
     * @return the mean of the rows in which the player stepped; NaN if there is none
     */
    public double mean(String term, int last) {
        check(last >= 1, "the mean of the last %d rows: use at least 1", last);
        Rows.Column column =
                present(losses.columns().get(term), "no term is named \"%s\": the terms are %s", term, terms());
        return column.tail(last).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    /**
     * The reproducible table as text; each number is the shortest decimal that reads back as the same float.
     *
     * @return lines of comma-separated values under a header
     */
    public String csv() {
        return losses.csv();
    }

    /**
     * The times as text.
     *
     * @return lines of comma-separated values under a header
     */
    public String timingCsv() {
        return timing.csv();
    }

    /**
     * Writes {@code history.csv} and {@code timing.csv}.
     *
     * @param folder an existing folder
     * @throws IOException if writing fails; files that were there stay
     */
    public void save(Path folder) throws IOException {
        save(folder.resolve("history.csv"), losses);
        save(folder.resolve("timing.csv"), timing);
    }

    private static void save(Path file, Rows rows) throws IOException {
        SafeFile.move(SafeFile.aside(file, rows::write), file);
    }

    /** What checkpoints hold. */
    Rows losses() {
        return losses;
    }

    Rows times() {
        return timing;
    }

    void load(String csv, String timingCsv) {
        losses.parse("history.csv", csv);
        timing.parse("timing.csv", timingCsv);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("History of " + size() + " steps");
        losses.columns().forEach((name, values) -> text.append(String.format("%n  %-20s %10.4f", name, values.last())));
        return text.toString();
    }
}
