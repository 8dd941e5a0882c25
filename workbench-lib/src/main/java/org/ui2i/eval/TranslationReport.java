package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.ImageSet;
import org.ui2i.data.TruePairs;

/**
 * A translation in numbers, both ways, beside what needs no learning: the untranslated input, the best blurred input, the
 * target domain's mean training image of the same content (where contents repeat), and the truth itself, whose judges'
 * columns are the judges' own accuracies.
 *
 * @param rows five or so a direction
 * @param pairs how many true pairs were scored
 */
public record TranslationReport(List<Row> rows, int pairs) {
    /** What one method reached in one direction. */
    public enum Method {
        /** the translation that is reported */
        MODEL("model"),
        /** the source image as it is */
        INPUT("untranslated input"),
        /** {@link Blur} */
        BLUR("best blurred input"),
        /** the target domain's mean training image of the item's content, which knows the content */
        MEAN("mean of target's training images"),
        /** the true target images */
        TRUTH("truth (judges' accuracy)");

        private final String words;

        Method(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * One line.
     *
     * @param direction {@code A to B} or {@code B to A}
     * @param method what made the images
     * @param l1 mean distance to the truth in [0, 1] with a bootstrap interval over the manifest's classes (families)
     * @param ssim {@link Scores#ssim}
     * @param sharpness {@link Scores#sharpness} against the true target images
     * @param domain share that the domain judge takes for the target's
     * @param content share whose content the content judge reads rightly; NaN without such a judge
     * @param sigma of the blur in pixels; 0 where nothing was blurred, also if no blur lowers L1
     */
    public record Row(
            String direction,
            Method method,
            Interval l1,
            double ssim,
            double sharpness,
            double domain,
            double content,
            double sigma) {
        /**
         * What made the images, with the blur's sigma.
         *
         * @return for a table's line
         */
        public String label() {
            return method == Method.BLUR
                    ? String.format(Locale.ROOT, "%s (sigma %.2f)", method, sigma)
                    : method.toString();
        }
    }

    /**
     * Scores a translation.
     *
     * @param truth pairs that were in no training
     * @param aToB (n, C, H, W) of A in [-1, 1] to as many of B
     * @param bToA the reverse
     * @param judges from the training images
     * @return the report
     */
    public static TranslationReport of(
            TruePairs truth, UnaryOperator<NDArray> aToB, UnaryOperator<NDArray> bToA, Judges judges) {
        List<Row> rows = new ArrayList<>(way("A to B", truth.a(), truth.b(), aToB, Judges.B, judges));
        rows.addAll(way("B to A", truth.b(), truth.a(), bToA, Judges.A, judges));
        return new TranslationReport(List.copyOf(rows), truth.size());
    }

    private static List<Row> way(
            String direction,
            ImageSet source,
            ImageSet target,
            UnaryOperator<NDArray> model,
            String domain,
            Judges judges) {
        Images x = Images.of(source), y = Images.of(target);
        Judging judging = new Judging(direction, y, target, domain, judges);
        List<Row> rows = new ArrayList<>();
        rows.add(judging.row(Method.MODEL, y.with(x.through(model))));
        if (x.channels() == y.channels()) {
            rows.add(judging.row(Method.INPUT, x));
            double sigma = Blur.best(x, y).sigma();
            rows.add(judging.row(Method.BLUR, Blur.apply(x, sigma), sigma));
        }
        Images means = judges.means(domain, Judge.labels(target, "content"), y);
        if (means != null) {
            rows.add(judging.row(Method.MEAN, means));
        }
        rows.add(judging.row(Method.TRUTH, y));
        return rows;
    }

    private record Judging(String direction, Images truth, ImageSet items, String domain, Judges judges) {
        Row row(Method method, Images x) {
            return row(method, x, 0);
        }

        Row row(Method method, Images x, double sigma) {
            Judge reader = judges.content();
            return new Row(
                    direction,
                    method,
                    Interval.bootstrap(Scores.l1Each(x, truth), families(items), 1),
                    Scores.ssim(x, truth),
                    Scores.sharpness(x, truth),
                    judges.domain().accuracy(x, Collections.nCopies(x.count(), domain)),
                    reader == null ? Double.NaN : reader.accuracy(x, Judge.labels(items, "content")),
                    sigma);
        }
    }

    private static int[] families(ImageSet items) {
        List<String> names = Judge.labels(items, "class");
        List<String> distinct = names.stream().distinct().toList();
        return names.stream().mapToInt(distinct::indexOf).toArray();
    }

    /**
     * One line of the report.
     *
     * @param direction {@code A to B} or {@code B to A}
     * @param method what made the images
     * @return the row, or null if this method has none here
     */
    public @Nullable Row row(String direction, Method method) {
        return rows.stream()
                .filter(row -> row.direction().equals(direction) && row.method() == method)
                .findFirst()
                .orElse(null);
    }

    /**
     * The report for a terminal or a cell.
     *
     * @return aligned columns
     */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                "%-8s %-34s %-24s %6s %9s %7s %8s%n",
                "", "", "L1 [95 % over families]", "SSIM", "sharpness", "domain", "content"));
        rows.forEach(row -> text.append(String.format(
                Locale.ROOT,
                "%-8s %-34s %-24s %6.3f %9.2f %6.1f%% %8s%n",
                row.direction(),
                row.label(),
                row.l1(),
                row.ssim(),
                row.sharpness(),
                100 * row.domain(),
                Double.isNaN(row.content()) ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * row.content()))));
        return text.append(pairs).append(" true pairs; L1 on images in [0, 1]").toString();
    }

    /**
     * The report as comma-separated values.
     *
     * @return lines under a header
     */
    public String csv() {
        StringBuilder text =
                new StringBuilder("direction,method,l1,l1_low,l1_high,ssim,sharpness,domain,content,sigma\n");
        rows.forEach(row -> text.append(String.format(
                Locale.ROOT,
                "%s,%s,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.2f%n",
                row.direction(),
                row.method(),
                row.l1().mean(),
                row.l1().low(),
                row.l1().high(),
                row.ssim(),
                row.sharpness(),
                row.domain(),
                row.content(),
                row.sigma())));
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
