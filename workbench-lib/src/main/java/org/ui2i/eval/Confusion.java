package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.ConfusionMetrics;
import org.tribuo.classification.evaluation.LabelConfusionMatrix;
import org.tribuo.evaluation.metrics.MetricTarget;

/**
 * What was said of items of each class.
 *
 * @param classes of truth and verdicts, sorted
 * @param counts counts[i][j]: items of class i that were called class j
 * @param rows the numbers of each class, in the same order
 */
public record Confusion(List<String> classes, int[][] counts, List<Row> rows) {
    /**
     * One class.
     *
     * @param name of the class
     * @param precision share of the items called so that are so; NaN if none is called so
     * @param recall share of the items that are so that are called so; NaN if none is so
     * @param n items that are so
     */
    public record Row(String name, double precision, double recall, int n) {}

    /**
     * Counts verdicts against the truth (with Tribuo's metrics).
     *
     * @param truth the class of each item
     * @param verdicts what was said, such as {@link Judge#verdicts}
     * @return the table
     */
    public static Confusion of(List<String> truth, List<String> verdicts) {
        check(
                truth.size() == verdicts.size() && !truth.isEmpty(),
                "%d items, %d verdicts: give each item one",
                truth.size(),
                verdicts.size());
        TreeSet<String> names = new TreeSet<>(truth);
        names.addAll(verdicts);
        List<String> classes = List.copyOf(names);
        LabelConfusionMatrix matrix = matrix(classes, truth, verdicts);
        int[][] counts = classes.stream()
                .map(is -> classes.stream()
                        .mapToInt(said -> (int) matrix.confusion(new Label(said), new Label(is)))
                        .toArray())
                .toArray(int[][]::new);
        return new Confusion(
                classes, counts, classes.stream().map(name -> row(name, matrix)).toList());
    }

    private static LabelConfusionMatrix matrix(List<String> classes, List<String> truth, List<String> verdicts) {
        double[][] nothing = new double[truth.size()][1];
        MutableDataset<Label> items = Tribuo.labelled(nothing, truth);
        MutableDataset<Label> all = Tribuo.labelled(new double[classes.size()][1], classes);
        List<Prediction<Label>> said = IntStream.range(0, truth.size())
                .mapToObj(i -> new Prediction<>(new Label(verdicts.get(i)), 0, items.getExample(i)))
                .toList();
        return new LabelConfusionMatrix(all.getOutputIDInfo(), said);
    }

    private static Row row(String name, LabelConfusionMatrix matrix) {
        MetricTarget<Label> label = new MetricTarget<>(new Label(name));
        return new Row(name, ConfusionMetrics.precision(label, matrix), ConfusionMetrics.recall(label, matrix), (int)
                matrix.support(new Label(name)));
    }

    /**
     * Share of all items that were called what they are.
     *
     * @return in [0, 1]
     */
    public double accuracy() {
        double hits = IntStream.range(0, counts.length).map(i -> counts[i][i]).sum();
        return hits / rows.stream().mapToInt(Row::n).sum();
    }

    /**
     * Mean recall of the classes that occur, so that a common class does not decide.
     *
     * @return in [0, 1]
     */
    public double balancedAccuracy() {
        return rows.stream()
                .filter(row -> row.n > 0)
                .mapToDouble(Row::recall)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The table for a terminal or a cell: a row a class with its counts, precision and recall.
     *
     * @return aligned columns
     */
    public String text() {
        int width = Math.max(5, classes.stream().mapToInt(String::length).max().orElse(0));
        StringBuilder text = new StringBuilder(pad("", width));
        classes.forEach(name -> text.append(' ').append(pad(name, width)));
        text.append(" precision recall     n\n");
        for (int i = 0; i < counts.length; i++) {
            text.append(pad(classes.get(i), width));
            for (int count : counts[i]) {
                text.append(' ').append(pad(Integer.toString(count), width));
            }
            Row row = rows.get(i);
            text.append(String.format(Locale.ROOT, " %9.3f %6.3f %5d%n", row.precision, row.recall, row.n));
        }
        return text.append(String.format(
                        Locale.ROOT, "accuracy %.3f, mean recall %.3f; rows: truth", accuracy(), balancedAccuracy()))
                .toString();
    }

    private static String pad(String word, int width) {
        return " ".repeat(Math.max(0, width - word.length())) + word;
    }

    @Override
    public String toString() {
        return text();
    }
}
