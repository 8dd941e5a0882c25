package org.ui2i.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table's head as text, for pages that show it. */
public final class Tables {
    private Tables() {}

    /**
     * The names of the columns, then the first rows.
     *
     * @param table any table
     * @param rows how many rows at most
     * @return a list of cells for the names and for each row
     */
    public static List<List<String>> head(Table table, int rows) {
        List<List<String>> head = new ArrayList<>();
        head.add(table.columnNames());
        IntStream.range(0, Math.min(rows, table.rowCount()))
                .mapToObj(row -> table.columns().stream()
                        .map(column -> cell(column, row))
                        .toList())
                .forEach(head::add);
        return head;
    }

    /**
     * How many rows and columns.
     *
     * @param table any table
     * @return such as {@code 3 rows, 2 columns}
     */
    public static String size(Table table) {
        return table.rowCount() + " rows, " + table.columnCount() + " columns";
    }

    private static String cell(Column<?> column, int row) {
        return column.isMissing(row) ? "" : column.getUnformattedString(row);
    }
}
