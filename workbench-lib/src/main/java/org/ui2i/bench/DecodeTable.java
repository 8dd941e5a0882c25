package org.ui2i.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Locale;
import org.ui2i.core.Check;

/** The decoding rate as a file, and as a table beside what trainings would need. */
public final class DecodeTable {
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

    /**
     * A training whose step rate is assumed.
     *
     * @param what its name
     * @param imagesPerStep that are decoded for a step
     * @param stepsPerSecond assumed, not measured
     */
    private record Need(String what, int imagesPerStep, double stepsPerSecond) {}

    /** Images follow from the batch; the rates are round numbers for a fast GPU, none of which was measured. */
    private static final List<Need> NEEDS = List.of(
            new Need("UNIT, MUNIT, batch 1", 2, 10),
            new Need("CycleGAN, batch 1", 2, 20),
            new Need("StarGAN, batch 16", 16, 20),
            new Need("FUNIT, batch 64, a class image each", 128, 4));

    private DecodeTable() {}

    /**
     * The result as JSON.
     *
     * @param result of {@link DecodeBench}
     * @return the text of a file that {@link #read} understands
     */
    public static String json(DecodeResult result) {
        return JSON.toJson(result) + "\n";
    }

    /** Reads a result. */
    static DecodeResult read(String json) {
        return Check.present(JSON.fromJson(json, DecodeResult.class), "an empty file is no result");
    }

    /**
     * Tables in Markdown: the rate, and the cores that trainings would need.
     *
     * @param r the result
     * @return their lines
     */
    public static String markdown(DecodeResult r) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "| JPEG files | Images | ms an image (quartiles) | Images/s a core |%n|---|---|---|---|%n"
                        + "| %d x %d, %.0f KB | %d pixels | %.2f (%.2f to %.2f) | %.0f |%n%n"
                        + "| Training | Images a step | Steps/s, assumed | Images/s needed | Cores for it |%n|---|---|---|---|---|%n",
                r.width(),
                r.height(),
                r.kilobytes(),
                r.pixels(),
                r.perImage().median(),
                r.perImage().low(),
                r.perImage().high(),
                r.imagesPerSecond()));
        NEEDS.forEach(need -> text.append(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.1f |%n",
                need.what,
                need.imagesPerStep,
                need.stepsPerSecond,
                need.imagesPerStep * need.stepsPerSecond,
                r.cores(need.stepsPerSecond, need.imagesPerStep))));
        return text.toString();
    }
}
