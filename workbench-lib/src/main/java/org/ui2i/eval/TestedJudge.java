package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ui2i.data.ImageSet;

/**
 * A judge with its name and with what its verdicts are worth.
 *
 * @param name such as {@code letter judge}
 * @param judge trained on real images
 * @param accuracy its own, on images that it was not trained on: real ones, and as many fakes for a judge of validity
 * @param n how many of these
 */
public record TestedJudge(String name, Judge judge, double accuracy, int n) {
    /**
     * Tests a judge.
     *
     * @param name of the judge
     * @param judge trained on real images
     * @param test other real images
     * @param column the manifest's column with their classes
     * @return the judge and its accuracy
     */
    public static TestedJudge of(String name, Judge judge, ImageSet test, String column) {
        return of(name, judge, column, test);
    }

    /** On several sets as one. */
    static TestedJudge of(String name, Judge judge, String column, ImageSet... tests) {
        List<Images> images = Arrays.stream(tests).map(Images::of).toList();
        List<String> labels = Arrays.stream(tests)
                .flatMap(test -> Judge.labels(test, column).stream())
                .toList();
        return new TestedJudge(name, judge, judge.accuracy(Images.all(images), labels), labels.size());
    }

    /**
     * The translation accuracy as it should be printed: beside what doing nothing gives and what the judge can.
     *
     * @param outputs (N, C, H, W) in [-1, 1]
     * @param expected N classes that the outputs should have
     * @param inputs (N, C, H, W), what was translated
     * @return one line
     */
    public String line(NDArray outputs, List<String> expected, NDArray inputs) {
        return String.format(
                Locale.ROOT,
                "translation accuracy by %s (%d classes, n = %d): %.3f, floor %.3f (untranslated input),"
                        + " ceiling %.3f (the judge's own on %d test images)",
                name,
                judge.classes().size(),
                expected.size(),
                judge.accuracy(outputs, expected),
                judge.accuracy(inputs, expected),
                accuracy,
                n);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d classes, accuracy %.3f on %d test images",
                name,
                judge.classes().size(),
                accuracy,
                n);
    }
}
