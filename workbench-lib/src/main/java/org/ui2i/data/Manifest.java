package org.ui2i.data;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.shown;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.ui2i.core.Reason;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * The table beside an atlas, compressed, since most of it are hashes: a line per image with {@code row, column} (its place in the atlas {@code DOMAIN.png}),
 * {@code domain, class, content, split, source, licence} and {@code sha256} (the first 16 digits, of the tile's decoded pixels).
 */
public final class Manifest {
    /** The columns of every manifest, in their order. */
    public static final List<String> COLUMNS =
            List.of("row", "column", "domain", "class", "content", "split", "source", "licence", "sha256");

    /** Its name in the atlas' folder. */
    public static final String FILE = "manifest.csv.gz";

    private static final int MOST_BYTES = 64 << 20; // unpacked; the largest one here takes 2 MB
    private static final int DIGITS = 16; // tell any two of these tiles apart, and random digits do not compress

    private Manifest() {}

    /** What the column {@code sha256} holds of a tile's pixels. */
    public static String hash(byte[] pixels) {
        return Sha256.of(pixels).substring(0, DIGITS);
    }

    /**
     * Reads a manifest: {@code row} and {@code column} are integers, all else is text.
     *
     * @throws IllegalArgumentException if the columns are not {@link #COLUMNS}
     */
    public static Table read(Path file) {
        ColumnType[] types = COLUMNS.stream()
                .map(c -> c.equals("row") || c.equals("column") ? ColumnType.INTEGER : ColumnType.STRING)
                .toArray(ColumnType[]::new);
        Table table = read(file, types);
        check(
                table.columnNames().equals(COLUMNS),
                "manifest %s has the columns %s, expected %s: build it again with 'datasets build'",
                file,
                shown(table.columnNames()),
                COLUMNS);
        return table;
    }

    /** A manifest without lines. */
    static Table empty(String name) {
        Table table = Table.create(name);
        for (String column : COLUMNS) {
            boolean number = column.equals("row") || column.equals("column");
            table.addColumns(number ? IntColumn.create(column) : StringColumn.create(column));
        }
        return table;
    }

    /** Reads any CSV with a header, every column as text. */
    public static Table text(Path file) {
        return read(file, null);
    }

    /** The contents that a folder's {@code selection.csv} has of one {@code kind}, by their {@code code}. */
    static Set<String> ofKind(Path folder, String kind) {
        Table selection = text(folder.resolve("selection.csv"));
        return selection
                .where(selection.stringColumn("kind").isEqualTo(kind))
                .stringColumn("code")
                .asSet();
    }

    private static Table read(Path file, ColumnType @org.jspecify.annotations.Nullable [] types) {
        try (Reader reader = reader(file)) {
            CsvReadOptions.Builder options =
                    CsvReadOptions.builder(reader).tableName(file.getFileName().toString());
            options.missingValueIndicator("").maxCharsPerColumn(10_000);
            if (types == null) {
                options.columnTypes(name -> ColumnType.STRING);
            } else {
                options.columnTypes(types);
            }
            return Table.read().csv(options.build());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read " + file + " (" + Reason.of(e) + "): get it anew, or build it with 'datasets build'",
                    e);
        } catch (RuntimeException e) { // of many kinds, by what the library stumbles over
            throw new IllegalArgumentException(
                    file + " is no table of its columns: get it anew, or build it with 'datasets build'", e);
        }
    }

    private static Reader reader(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it has more than " + (MOST_BYTES >> 20) + " MB");
            }
            return new StringReader(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
