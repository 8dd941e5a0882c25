package org.ui2i.train;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * Columns of numbers by step; one may start late, since a student can add a term between two runs. A training of a million
 * steps has a million rows: numbers are kept as such, and text is written row by row.
 */
final class Rows {
    private final Column steps = new Column();
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /** Numbers one after the other. */
    static final class Column {
        private double[] values = new double[16];
        private int size;

        private void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + size / 2);
            }
            values[size++] = value;
        }

        double last() {
            return values[size - 1];
        }

        /** The last ones, as many as there are. */
        DoubleStream tail(int most) {
            return Arrays.stream(values, Math.max(0, size - most), size);
        }

        private double[] all() {
            return Arrays.copyOf(values, size);
        }
    }

    int size() {
        return steps.size;
    }

    Set<String> names() {
        return columns.keySet();
    }

    Map<String, Column> columns() {
        return columns;
    }

    void add(long step, Map<String, Double> values) {
        values.keySet().forEach(name -> columns.computeIfAbsent(name, n -> missing(steps.size)));
        steps.add((double) step);
        columns.forEach((name, column) -> column.add(values.getOrDefault(name, Double.NaN)));
    }

    private static Column missing(int rows) {
        Column column = new Column();
        for (int i = 0; i < rows; i++) {
            column.add(Double.NaN);
        }
        return column;
    }

    Table table(String name) {
        long[] numbers =
                Arrays.stream(steps.all()).mapToLong(step -> (long) step).toArray();
        Table table = Table.create(name, LongColumn.create("step", numbers));
        columns.forEach((column, values) -> table.addColumns(DoubleColumn.create(column, values.all())));
        return table;
    }

    String csv() {
        StringBuilder text = new StringBuilder(header());
        for (int i = 0; i < steps.size; i++) {
            text.append(row(i));
        }
        return text.toString();
    }

    void write(OutputStream out) throws IOException {
        out.write(header().getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < steps.size; i++) {
            out.write(row(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String header() {
        StringBuilder text = new StringBuilder("step");
        columns.keySet().forEach(name -> text.append(',').append(name));
        return text.append('\n').toString();
    }

    private String row(int i) {
        StringBuilder text = new StringBuilder().append((long) steps.values[i]);
        for (Column column : columns.values()) {
            float value = (float) column.values[i]; // terms are floats: nothing is lost
            text.append(',').append(Float.isNaN(value) ? "" : Float.toString(value));
        }
        return text.append('\n').toString();
    }

    void parse(String file, String csv) {
        steps.size = 0;
        columns.clear();
        check(!csv.isBlank(), "%s has no header", file);
        Iterator<String> lines = csv.stripTrailing().lines().iterator();
        String[] names = lines.next().split(",", -1);
        for (int i = 2; lines.hasNext(); i++) {
            String[] cells = lines.next().split(",", -1);
            check(
                    cells.length == names.length && add(names, cells),
                    "line %d of %s is not a step with %d numbers",
                    i,
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
