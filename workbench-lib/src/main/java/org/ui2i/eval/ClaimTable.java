package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ui2i.core.SafeFile;
import org.ui2i.train.PublishedWeights;

/** The claims of a run folder as {@code claims.csv}: {@code id,arm,value,baseline,n,interval,seeds,commit}. */
public final class ClaimTable {
    private static final String HEADER = "id,arm,value,baseline,n,interval,seeds,commit";
    private final List<Claim> claims = new ArrayList<>();

    /**
     * A number and what is claimed of it.
     *
     * @param claim the numbers
     * @param better which side of the baseline the claim says
     */
    public record Row(Claim claim, Claim.Better better) {
        /**
         * What the numbers say.
         *
         * @return holds only if the interval excludes the baseline on the claimed side
         */
        public Claim.Verdict verdict() {
            return claim.verdict(better);
        }
    }

    /** No claims yet. */
    public ClaimTable() {}

    /**
     * Adds a claim.
     *
     * @param claim with an id and arm that are not in the table yet
     * @return this
     */
    public ClaimTable add(Claim claim) {
        check(
                claims.stream()
                        .noneMatch(c -> c.id().equals(claim.id()) && c.arm().equals(claim.arm())),
                "claim %s has the arm \"%s\" already: give each arm its own name",
                claim.id(),
                claim.arm());
        claims.add(claim);
        return this;
    }

    /**
     * What was added.
     *
     * @return in order
     */
    public List<Claim> claims() {
        return List.copyOf(claims);
    }

    /**
     * Some of the rows.
     *
     * @param words what {@code ID arm} must match, such as {@code U5 L1.*}
     * @return a table of them, in order
     * @throws IllegalArgumentException if there is none: a figure that asks for rows must not be empty
     */
    public ClaimTable only(String words) {
        ClaimTable some = new ClaimTable();
        claims.stream().filter(c -> (c.id() + " " + c.arm()).matches(words)).forEach(some::add);
        check(!some.claims.isEmpty(), "none of %d rows is called \"%s\": name one that is there", claims.size(), words);
        return some;
    }

    /**
     * The rows for a terminal or a cell.
     *
     * @return a line a row: value, interval, baseline, n, seeds, verdict
     */
    public String text() {
        return claims.stream()
                .map(c -> String.format(
                        Locale.ROOT,
                        "%-5s %s%n      %s, baseline %.4f, n %d, seeds %d: %s",
                        c.id(),
                        c.arm(),
                        c.interval(),
                        c.baseline(),
                        c.n(),
                        c.seeds(),
                        c.verdict(c.better())))
                .collect(Collectors.joining("\n"));
    }

    /**
     * The table as text. The interval is {@code low..high}, empty for one seed; numbers have six decimals.
     *
     * @return lines under a header
     */
    public String csv() {
        return claims.stream().map(ClaimTable::line).collect(Collectors.joining("", HEADER + "\n", ""));
    }

    private static String line(Claim c) {
        String interval = c.interval().known()
                ? number(c.interval().low()) + ".." + number(c.interval().high())
                : "";
        return String.join(
                        ",",
                        quoted(c.id()),
                        quoted(c.arm()),
                        number(c.value()),
                        number(c.baseline()),
                        Integer.toString(c.n()),
                        interval,
                        Integer.toString(c.seeds()),
                        quoted(c.commit()))
                + "\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /**
     * Reads the rows of the committed runs of a model.
     *
     * @param runs their folder in {@code checkpoints/claims}, such as {@code unit-digits}
     * @return all rows
     */
    public static ClaimTable committed(String runs) {
        return read(PublishedWeights.bundled().resolve("claims").resolve(runs).resolve("claims.csv"));
    }

    /**
     * Reads a table that {@link #write} wrote.
     *
     * @param file the csv
     * @return its claims
     * @throws UncheckedIOException naming the file, if it cannot be read
     * @throws IllegalArgumentException naming the line that is no claim
     */
    public static ClaimTable read(Path file) {
        ClaimTable table = new ClaimTable();
        try {
            List<String> lines = Files.readAllLines(file);
            check(!lines.isEmpty() && lines.get(0).equals(HEADER), "%s does not start with \"%s\"", file, HEADER);
            lines.subList(1, lines.size()).forEach(line -> table.add(claim(line)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read claims from " + file + ": check the path", e);
        }
        return table;
    }

    private static Claim claim(String line) {
        String[] f = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1); // commas outside quotes
        check(f.length == 8, "\"%s\" has %d fields, a claim has 8", line, f.length);
        double value = Double.parseDouble(f[2]);
        int seeds = Integer.parseInt(f[6]);
        String[] ends = f[5].split("\\.\\.(?=-?\\d)", -1);
        Interval interval = ends.length == 2
                ? new Interval(value, Double.parseDouble(ends[0]), Double.parseDouble(ends[1]), seeds)
                : new Interval(value, Double.NaN, Double.NaN, seeds);
        return new Claim(
                bare(f[0]), bare(f[1]), interval, Double.parseDouble(f[3]), Integer.parseInt(f[4]), seeds, bare(f[7]));
    }

    private static String bare(String field) {
        return field.startsWith("\"") ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
    }

    /**
     * Writes the table: aside first, then moved into its place.
     *
     * @param file usually {@code claims.csv} in the run's folder
     * @throws UncheckedIOException naming the file, if it cannot be written
     */
    public void write(Path file) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            SafeFile.write(target, csv().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write claims to " + file + ": check the folder", e);
        }
    }
}
