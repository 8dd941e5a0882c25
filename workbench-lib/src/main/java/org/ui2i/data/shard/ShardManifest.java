package org.ui2i.data.shard;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.core.SafeFile;
import org.ui2i.data.Manifest;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** What became of the images of a shard, as CSV with a header; every value is quoted. */
public final class ShardManifest {
    /** The folder beside translations that holds their manifests. */
    public static final String FOLDER = "manifest";

    private static final List<String> COLUMNS = List.of("input", "output", "bytes", "sha256", "reason");

    private ShardManifest() {}

    /**
     * What became of one image.
     *
     * @param input its name
     * @param output path below the output folder; empty if the input is broken
     * @param bytes length of the output
     * @param sha256 of the output; empty if the input is broken
     * @param reason why the input is broken; empty if it is not
     */
    public record Line(String input, String output, long bytes, String sha256, String reason) implements Serializable {
        /**
         * A readable image.
         *
         * @param image the input
         * @param bytes length of the output
         * @param sha256 of the output
         * @return the line
         */
        public static Line done(InputImage image, long bytes, String sha256) {
            return new Line(image.name(), image.output(), bytes, sha256, "");
        }

        /**
         * No readable image.
         *
         * @param image the input
         * @param reason why
         * @return the line
         */
        public static Line broken(InputImage image, String reason) {
            return new Line(image.name(), "", 0, "", reason);
        }

        /**
         * Whether there is no output.
         *
         * @return true if the input could not be read
         */
        public boolean isBroken() {
            return output.isEmpty();
        }
    }

    /**
     * Writes a manifest.
     *
     * @param file its place, in a folder that exists
     * @param lines in order
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<Line> lines) throws IOException {
        Table table = Table.create();
        COLUMNS.forEach(name -> table.addColumns(StringColumn.create(name)));
        for (Line line : lines) {
            List<String> cells = List.of(line.input, line.output, Long.toString(line.bytes), line.sha256, line.reason);
            for (int i = 0; i < cells.size(); i++) {
                table.stringColumn(i).append(cells.get(i));
            }
        }
        write(file, table);
    }

    /**
     * Writes the side table: {@code input, reason} of what could not be read.
     *
     * @param file its place, in a folder that exists
     * @param lines of which the broken ones are written, in order
     * @throws IOException if it cannot be written
     */
    public static void writeBroken(Path file, List<Line> lines) throws IOException {
        StringColumn inputs = StringColumn.create("input"), reasons = StringColumn.create("reason");
        lines.stream().filter(Line::isBroken).forEach(line -> {
            inputs.append(line.input);
            reasons.append(line.reason);
        });
        write(file, Table.create(inputs, reasons));
    }

    private static void write(Path file, Table table) throws IOException {
        StringWriter text = new StringWriter();
        table.write()
                .csv(CsvWriteOptions.builder(text)
                        .quoteAllFields(true)
                        .lineEnd("\n")
                        .build());
        SafeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a manifest.
     *
     * @param file as {@link #write(Path, List)} wrote it
     * @param images of its shard, which are its lines' inputs in order; the CSV reader may shorten names by blanks
     * @return its lines
     * @throws IllegalArgumentException if it is no manifest of the shard
     */
    public static List<Line> read(Path file, List<InputImage> images) {
        Table table = Manifest.text(file);
        check(table.rowCount() == images.size(), "%s has other lines than its shard: delete it", file);
        List<Line> lines = new ArrayList<>();
        for (Row row : table) {
            InputImage image = images.get(row.getRowNumber());
            String sha256 = row.getString("sha256");
            lines.add(
                    sha256.isEmpty()
                            ? Line.broken(image, row.getString("reason"))
                            : Line.done(image, Long.parseLong(row.getString("bytes")), sha256));
        }
        return lines;
    }
}
