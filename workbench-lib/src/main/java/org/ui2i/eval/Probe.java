package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.math.optimisers.AdaGrad;
import org.ui2i.core.Budget;

/**
 * How much of a factor can be read from codes: linearly, by multinomial logistic regression, or from their nearest
 * neighbours. Codes are flattened and scaled to mean 0, variance 1 by the training codes.
 *
 * @param accuracy on the test codes
 * @param chance share of the commonest class among the test codes: what a constant answer reaches
 * @param n test codes
 */
public record Probe(double accuracy, double chance, int n) {
    private static final int EPOCHS = 20;
    // AdaGrad's first step moves each weight by about the rate, an answer by up to rate times the code's length. Where
    // that is hundreds, the last digit of a code decides how the training ends.
    private static final double RATE = 0.1, MOVE = 10;

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
        double rate = Math.min(RATE, MOVE * train.getShape().get(0) / train.size());
        int epochs = Budget.steps(EPOCHS); // what caps every training caps this one
        LinearSGDTrainer trainer =
                new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(rate, 0.1), epochs, Integer.MAX_VALUE, 16, seed);
        trainer.setShuffle(true);
        return of(trainer, train, trainLabels, test, testLabels);
    }

    /**
     * The majority of the k nearest training codes (Euclidean), for factors that no plane separates.
     *
     * @param train (N, ...) codes
     * @param trainLabels N labels of the factor
     * @param test (M, ...) codes of other items
     * @param testLabels M labels
     * @param k neighbours, 1 to N
     * @return the probe's result
     */
    public static Probe nearest(NDArray train, List<String> trainLabels, NDArray test, List<String> testLabels, int k) {
        check(k >= 1 && k <= trainLabels.size(), "%d neighbours of %d codes: use 1 to all", k, trainLabels.size());
        KNNTrainer<Label> trainer = new KNNTrainer<>(
                k,
                DistanceType.L2.getDistance(),
                1,
                new VotingCombiner(),
                KNNModel.Backend.STREAMS,
                NeighboursQueryFactoryType.BRUTE_FORCE);
        return of(trainer, train, trainLabels, test, testLabels);
    }

    private static Probe of(
            Trainer<Label> trainer, NDArray train, List<String> trainLabels, NDArray test, List<String> testLabels) {
        double[][] x = rows(train, trainLabels.size()), y = rows(test, testLabels.size());
        scale(x, y);
        List<Label> said =
                trainer.train(Tribuo.labelled(x, trainLabels)).predict(Tribuo.labelled(y, testLabels)).stream()
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
        check(codes.getShape().get(0) == labels, "%s codes, %d labels: give one each", codes.getShape(), labels);
        return Rows.of(codes);
    }

    private static void scale(double[][] x, double[][] y) {
        Rows.checkWidths(x, y);
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
}
