package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Multinomial logistic regression on codes: how much of a factor can be read from them linearly. Codes are flattened and
 * scaled to mean 0, variance 1 by the training codes.
 *
 * @param accuracy on the test codes
 * @param chance share of the commonest class among the test codes: what a constant answer reaches
 * @param n test codes
 */
public record Probe(double accuracy, double chance, int n) {
    private static final int EPOCHS = 20;
    private static final LabelFactory LABELS = new LabelFactory();
    // Tribuo tells of every training at level INFO, which would fill a notebook's page; held here, since loggers are
    // weak.
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    /**
     * Trains on some codes and tests on others.
     *
     * @param train (N, ...) codes
     * @param trainLabels N labels of the factor
     * @param test (M, ...) codes of other items
     * @param testLabels M labels
     * @param seed of the order of training
     * @return the probe's result
     */
    public static Probe of(NDArray train, List<String> trainLabels, NDArray test, List<String> testLabels, long seed) {
        double[][] x = rows(train, trainLabels.size()), y = rows(test, testLabels.size());
        scale(x, y);
        LinearSGDTrainer trainer =
                new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1, 0.1), EPOCHS, Integer.MAX_VALUE, 16, seed);
        trainer.setShuffle(true);
        List<Label> said = trainer.train(dataset(x, trainLabels)).predict(dataset(y, testLabels)).stream()
                .map(prediction -> prediction.getOutput())
                .toList();
        long hits = IntStream.range(0, said.size())
                .filter(i -> said.get(i).getLabel().equals(testLabels.get(i)))
                .count();
        long commonest = testLabels.stream()
                .mapToLong(label -> Collections.frequency(testLabels, label))
                .max()
                .orElse(0);
        return new Probe((double) hits / y.length, (double) commonest / y.length, y.length);
    }

    private static double[][] rows(NDArray codes, int labels) {
        int n = (int) codes.getShape().get(0);
        check(n == labels && n > 0, "%s codes, %d labels: give one each", codes.getShape(), labels);
        float[] values = codes.toFloatArray();
        double[][] rows = new double[n][values.length / n];
        for (int i = 0; i < values.length; i++) {
            rows[i / rows[0].length][i % rows[0].length] = values[i];
        }
        return rows;
    }

    private static void scale(double[][] x, double[][] y) {
        check(x[0].length == y[0].length, "codes of %d and %d numbers: use equal sizes", x[0].length, y[0].length);
        for (int k = 0; k < x[0].length; k++) {
            double sum = 0, squares = 0;
            for (double[] row : x) {
                sum += row[k];
                squares += row[k] * row[k];
            }
            double mean = sum / x.length, sd = Math.sqrt(Math.max(1e-12, squares / x.length - mean * mean));
            for (double[][] rows : List.of(x, y)) {
                for (double[] row : rows) {
                    row[k] = (row[k] - mean) / sd;
                }
            }
        }
    }

    private static MutableDataset<Label> dataset(double[][] rows, List<String> labels) {
        SimpleDataSourceProvenance source =
                new SimpleDataSourceProvenance("codes", OffsetDateTime.parse("2000-01-01T00:00:00Z"), LABELS);
        MutableDataset<Label> set = new MutableDataset<>(source, LABELS);
        String[] names = IntStream.range(0, rows[0].length)
                .mapToObj(k -> String.format("c%06d", k))
                .toArray(String[]::new);
        for (int i = 0; i < rows.length; i++) {
            set.add(new ArrayExample<>(new Label(labels.get(i)), names, rows[i]));
        }
        return set;
    }
}
