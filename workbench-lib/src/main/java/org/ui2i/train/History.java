package org.ui2i.train;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.core.SafeFile;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
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
        return losses.steps.size();
    }

    /**
     * The recorded terms.
     *
     * @return {@code player/term} in order of first appearance
     */
    public List<String> terms() {
        return List.copyOf(losses.columns.keySet());
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
        return timing.columns.getOrDefault(TIMING.get(0), List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
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
        List<Double> column =
                present(losses.columns.get(term), "no term is named \"%s\": the terms are %s", term, terms());
        return column.subList(Math.max(0, column.size() - last), column.size()).stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
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
        SafeFile.write(folder.resolve("history.csv"), csv().getBytes(StandardCharsets.UTF_8));
        SafeFile.write(folder.resolve("timing.csv"), timingCsv().getBytes(StandardCharsets.UTF_8));
    }

    void load(String csv, String timingCsv) {
        losses.parse("history.csv", csv);
        timing.parse("timing.csv", timingCsv);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("History of " + size() + " steps");
        losses.columns.forEach(
                (name, values) -> text.append(String.format("%n  %-20s %10.4f", name, values.get(values.size() - 1))));
        return text.toString();
    }

    /** Columns of numbers that may start late: a student can add a term between two runs. */
    private static final class Rows {
        private final List<Long> steps = new ArrayList<>();
        private final Map<String, List<Double>> columns = new LinkedHashMap<>();

        void add(long step, Map<String, Double> values) {
            values.keySet()
                    .forEach(name -> columns.computeIfAbsent(
                            name, n -> new ArrayList<>(java.util.Collections.nCopies(steps.size(), Double.NaN))));
            steps.add(step);
            columns.forEach((name, column) -> column.add(values.getOrDefault(name, Double.NaN)));
        }

        Table table(String name) {
            Table table =
                    Table.create(name, LongColumn.create("step", steps.stream().mapToLong(s -> s)));
            columns.forEach((column, values) -> table.addColumns(DoubleColumn.create(column, values)));
            return table;
        }

        String csv() {
            StringBuilder text = new StringBuilder("step");
            columns.keySet().forEach(name -> text.append(',').append(name));
            text.append('\n');
            for (int i = 0; i < steps.size(); i++) {
                text.append(steps.get(i));
                for (List<Double> column : columns.values()) {
                    float value = column.get(i).floatValue(); // terms are floats: nothing is lost
                    text.append(',').append(Float.isNaN(value) ? "" : Float.toString(value));
                }
                text.append('\n');
            }
            return text.toString();
        }

        void parse(String file, String csv) {
            steps.clear();
            columns.clear();
            check(!csv.isBlank(), "%s has no header", file);
            String[] lines = csv.split("\n");
            String[] names = lines[0].split(",", -1);
            for (int i = 1; i < lines.length; i++) {
                String[] cells = lines[i].split(",", -1);
                check(
                        cells.length == names.length && add(names, cells),
                        "line %d of %s is not a step with %d numbers",
                        i + 1,
                        file,
                        names.length - 1);
            }
        }

        private boolean add(String[] names, String[] cells) {
            try {
                Map<String, Double> values = new LinkedHashMap<>();
                for (int j = 1; j < names.length; j++) {
                    values.put(names[j], cells[j].isEmpty() ? Double.NaN : (double) Float.parseFloat(cells[j]));
                }
                add(Long.parseLong(cells[0]), values);
                return true;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }
}
