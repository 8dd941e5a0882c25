package org.ui2i.spark;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.ui2i.eval.Interval;
import org.ui2i.plot.Points;
import org.ui2i.run.RunScore;

/** A sweep's results: a row a cell that is done, and for each score of each arm an interval over seeds. */
final class SweepTable {
    private record Line(Cell cell, CellResult result) {}

    private final List<Line> lines = new ArrayList<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<RunScore> scores = new LinkedHashSet<>();

    /**
     * Adds a cell that is done.
     *
     * @param cell what was trained
     * @param result what came out
     */
    void add(Cell cell, CellResult result) {
        lines.add(new Line(cell, result));
        cell.point().keySet().stream()
                .filter(field -> !field.equals("steps")) // a column anyway
                .forEach(fields::add);
        for (RunScore score : RunScore.values()) {
            if (result.scores().containsKey(score.toString())) {
                scores.add(score);
            }
        }
    }

    /**
     * The table's columns.
     *
     * @return name to type: {@code arm}, the grid's fields as texts, {@code seed}, the scores, {@code steps}, {@code seconds},
     *     {@code host}, {@code attempt}, {@code run} (the folder in {@code cells})
     */
    StructType columns() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("arm", DataTypes.StringType);
        fields.forEach(field -> types.put(field, DataTypes.StringType));
        types.put("seed", DataTypes.LongType);
        scores.forEach(score -> types.put(score.toString(), DataTypes.DoubleType));
        types.put("steps", DataTypes.IntegerType);
        types.put("seconds", DataTypes.DoubleType);
        types.put("host", DataTypes.StringType);
        types.put("attempt", DataTypes.IntegerType);
        types.put("run", DataTypes.StringType);
        StructType columns = new StructType();
        for (Map.Entry<String, DataType> type : types.entrySet()) {
            columns = columns.add(type.getKey(), type.getValue());
        }
        return columns;
    }

    private List<@Nullable Object> values(Line line) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(line.cell.arm());
        fields.forEach(field -> values.add(line.cell.point().get(field)));
        values.add(line.cell.seed());
        scores.forEach(score -> values.add(line.result.scores().get(score.toString())));
        values.add(line.result.steps());
        values.add(line.result.seconds());
        values.add(line.result.host());
        values.add(line.result.attempt());
        values.add(line.cell.key());
        return values;
    }

    /**
     * The table as text.
     *
     * @return lines of comma-separated values under a header; what a cell has not is empty
     */
    String csv() {
        List<List<@Nullable Object>> all = new ArrayList<>();
        all.add(List.of((Object[]) columns().fieldNames()));
        lines.forEach(line -> all.add(values(line)));
        return all.stream()
                .map(values -> values.stream().map(SweepTable::quoted).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
    }

    private static String quoted(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /**
     * Writes the table as Parquet.
     *
     * @param spark writes it
     * @param folder to be made or replaced, visible to all executors
     */
    void parquet(SparkSession spark, Path folder) {
        List<Row> rows = lines.stream()
                .map(line -> RowFactory.create(values(line).toArray()))
                .toList();
        spark.createDataFrame(rows, columns())
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.toUri().toString());
    }

    /**
     * Every arm's scores.
     *
     * @return score to arm to its mean and interval over seeds ({@link Interval#t})
     */
    Map<RunScore, Map<String, Interval>> intervals() {
        Map<RunScore, Map<String, Interval>> all = new LinkedHashMap<>();
        for (RunScore score : scores) {
            Map<String, List<Double>> values = new LinkedHashMap<>();
            for (Line line : lines) {
                Double value = line.result.scores().get(score.toString());
                if (value != null) {
                    values.computeIfAbsent(line.cell.arm(), arm -> new ArrayList<>())
                            .add(value);
                }
            }
            Map<String, Interval> ofScore = all.computeIfAbsent(score, s -> new LinkedHashMap<>());
            values.forEach((arm, each) -> ofScore.put(
                    arm, Interval.t(each.stream().mapToDouble(v -> v).toArray())));
        }
        return all;
    }

    /**
     * A chart a score.
     *
     * @return score to its chart: a row an arm
     */
    Map<RunScore, BufferedImage> figures() {
        Map<RunScore, BufferedImage> figures = new LinkedHashMap<>();
        intervals().forEach((score, arms) -> {
            Points points = Points.titled(title(score, arms.values()));
            arms.forEach((arm, value) -> {
                if (value.known()) {
                    points.add(arm, value.mean(), value.low(), value.high());
                } else {
                    points.add(arm, value.mean());
                }
            });
            figures.put(score, points.image());
        });
        return figures;
    }

    /** What a chart shows, and over how many seeds. */
    static String title(RunScore score, Collection<Interval> arms) {
        int least = arms.stream().mapToInt(Interval::n).min().orElse(0);
        int most = arms.stream().mapToInt(Interval::n).max().orElse(0);
        String seeds = least == most ? "" + most : least + " to " + most;
        return score.words() + (most > 1 ? " (95 % over " + seeds + " seeds)" : " (one seed)");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        intervals().forEach((score, arms) -> {
            text.append(String.format("%s, mean [95 %% interval] over seeds%n", score.words()));
            arms.forEach((arm, value) -> text.append(String.format("  %-32s %s  (%d seeds)%n", arm, value, value.n())));
        });
        return text.toString();
    }
}
