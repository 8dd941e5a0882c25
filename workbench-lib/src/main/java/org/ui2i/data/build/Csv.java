package org.ui2i.data.build;

import static org.ui2i.core.Check.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.data.Manifest;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Selection files as a list of rows, each a map from column to text. */
final class Csv {
    private Csv() {}

    /** Reads a CSV whose every column is text. */
    static List<Map<String, String>> read(Path file) {
        Table table = Manifest.text(file);
        List<Map<String, String>> rows = new ArrayList<>();
        for (Row row : table) {
            Map<String, String> map = new LinkedHashMap<>();
            table.columnNames().forEach(name -> map.put(name, row.getString(name)));
            rows.add(map);
        }
        return rows;
    }

    /** The value of a column that must be there. */
    static String get(Map<String, String> row, String column) {
        String value = row.get(column);
        check(value != null, "column '%s' is missing from %s: add it", column, row.keySet());
        return java.util.Objects.requireNonNull(value);
    }

    /** One line of a CSV; a value with a comma or a quote is quoted. */
    static String line(List<?> values) {
        List<String> out = new ArrayList<>();
        for (Object value : values) {
            String s = String.valueOf(value);
            check(s.indexOf('\n') < 0, "the value %s has a line break: take it out", s);
            out.add(s.contains(",") || s.contains("\"") ? '"' + s.replace("\"", "\"\"") + '"' : s);
        }
        return String.join(",", out) + "\n";
    }
}
