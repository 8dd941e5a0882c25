package org.ui2i.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ui2i.core.Check;

/** Results as files and as a table, beside the authors' code where its speed is known. */
public final class BenchTable {
    private static final Gson JSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .create();

    private BenchTable() {}

    /**
     * What the authors' code costs on another machine: {@code peers.csv}, one thread of a Xeon with AVX-512, torch 2.7.1.
     *
     * @param model its name
     * @param size edge of the images
     * @param filters of the networks
     * @param batch items in a step
     * @param stepInReferences a step in units of the reference convolution
     * @param peakMb most resident memory
     */
    private record Peer(String model, int size, int filters, int batch, double stepInReferences, double peakMb) {
        static Peer of(String line) {
            String[] cells = line.split(",");
            return new Peer(
                    cells[0],
                    Integer.parseInt(cells[1]),
                    Integer.parseInt(cells[2]),
                    Integer.parseInt(cells[3]),
                    Double.parseDouble(cells[6]),
                    Double.parseDouble(cells[7]));
        }

        boolean isOf(BenchResult result) {
            return model.equals(result.model()) && size == result.pixels() && batch == result.batch();
        }
    }

    /**
     * One result as JSON.
     *
     * @param result of {@link Bench}
     * @return the text of a file that {@link #read} understands
     */
    public static String json(BenchResult result) {
        return JSON.toJson(result) + "\n";
    }

    /**
     * All results as JSON.
     *
     * @param results in any order
     * @return the text of a file
     */
    public static String json(List<BenchResult> results) {
        return JSON.toJson(results) + "\n";
    }

    /**
     * Reads one result.
     *
     * @param json as {@link #json(BenchResult)} wrote it
     * @return the result
     */
    public static BenchResult read(String json) {
        return Check.present(JSON.fromJson(json, BenchResult.class), "an empty file is no result");
    }

    /**
     * Reads all results.
     *
     * @param json as {@link #json(List)} wrote them
     * @return the results
     */
    static List<BenchResult> readAll(String json) {
        return List.of(Check.present(JSON.fromJson(json, BenchResult[].class), "an empty file has no results"));
    }

    /**
     * A table in Markdown.
     *
     * @param results one a row
     * @return its lines
     */
    public static String markdown(List<BenchResult> results) {
        StringBuilder text =
                new StringBuilder("| Model | Pixels, batch | Step, ms (quartiles) | Images/s | Generator, ms |"
                        + " GFLOP a step | GFLOP/s (plain convolution) | Share | Peak MB (authors') | Arrays left | Engine calls |"
                        + " Step in convolutions (authors') | Speed against the authors' |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        List<Peer> peers = peers();
        results.forEach(result -> text.append(
                row(result, peers.stream().filter(peer -> peer.isOf(result)).findAny())));
        return text.toString();
    }

    private static String row(BenchResult r, Optional<Peer> peer) {
        return String.format(
                Locale.ROOT,
                "| %s, %s | %d, %d | %.0f (%.0f to %.0f) | %.1f | %.1f | %.1f | %.0f (%.0f) | %.0f %% | %.0f%s | %.1f | %d |"
                        + " %.1f%s | %s |%n",
                r.model(),
                r.size(),
                r.pixels(),
                r.batch(),
                r.step().median(),
                r.step().low(),
                r.step().high(),
                r.imagesPerSecond(),
                r.draw().median(),
                r.stepGflop(),
                r.gflops(),
                r.referenceGflops(),
                100 * r.share(),
                r.peakMb(),
                peer.map(p -> String.format(Locale.ROOT, " (%.0f)", p.peakMb)).orElse(""),
                r.leftArrays(),
                r.calls(),
                r.stepInReferences(),
                peer.map(p -> String.format(Locale.ROOT, " (%.1f)", p.stepInReferences))
                        .orElse(""),
                peer.map(p -> String.format(Locale.ROOT, "%.2f", p.stepInReferences / r.stepInReferences()))
                        .orElse("-"));
    }

    private static List<Peer> peers() {
        try (InputStream in = Check.present(BenchTable.class.getResourceAsStream("peers.csv"), "no peers.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Peer::of).toList();
        } catch (IOException e) {
            throw new IllegalStateException("peers.csv beside BenchTable cannot be read: build with ./workbench", e);
        }
    }
}
