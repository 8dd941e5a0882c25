package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.ui2i.core.Seeds;

/**
 * A score that depends on a network, with the network's name and the two numbers it is read between. It compares only with
 * scores of the same features and the same n; a paper's FID is another quantity.
 *
 * @param name such as {@code FID}
 * @param net whose features
 * @param layer of the net
 * @param d how many features
 * @param n images on each side
 * @param value the score
 * @param floor the lower end: for a distance, real images against other real ones
 * @param ceiling the upper end: for a distance, the untranslated input
 */
public record FeatureScore(
        String name, String net, String layer, int d, int n, double value, Reference floor, Reference ceiling) {
    /**
     * A number that needs no translation.
     *
     * @param value the score
     * @param what it is the score of
     */
    public record Reference(double value, String what) {
        @Override
        public String toString() {
            return number(value) + " (" + what + ")";
        }
    }

    /**
     * How much outputs of one input differ, between no difference and that of unrelated real images.
     *
     * @param features of which net
     * @param outputs (N m, C, H, W), the m outputs of an input next to each other
     * @param m outputs of each input, at least 2
     * @param real (M, C, H, W) of the target domain, M of 2 or more
     * @param seed of the real pairs
     * @return {@link Diversity#distance}
     */
    public static FeatureScore diversity(Features features, NDArray outputs, int m, NDArray real, long seed) {
        double[][] rows = features.rows(outputs), others = features.rows(real);
        double[][] pairs = Rows.draw(others, others.length / 2 * 2, Seeds.mix(seed));
        return new FeatureScore(
                "diversity over " + m + " outputs of an input",
                features.net(),
                features.layer(),
                rows[0].length,
                rows.length,
                Diversity.pairs(rows, m, Rows::distance),
                new Reference(0, "one output for all styles"),
                new Reference(Diversity.pairs(pairs, 2, Rows::distance), "pairs of real images"));
    }

    /**
     * How far content moved: the DIPD-like distance of inputs and outputs, between none and that of inputs to each other.
     *
     * @param net the judge's name
     * @param judge whose last convolution is used
     * @param inputs (N, C, H, W), N of 2 or more
     * @param outputs (N, C, H, W), theirs
     * @return {@link Structure#dipd}
     */
    public static FeatureScore dipd(String net, Judge judge, NDArray inputs, NDArray outputs) {
        NDArray from = judge.maps(inputs), to = judge.maps(outputs);
        NDArray others = judge.maps(Images.of(inputs).rolled().tensor(inputs.getManager()));
        return new FeatureScore(
                "DIPD-like distance",
                net,
                "last convolution",
                (int) from.getShape().get(1),
                (int) inputs.getShape().get(0),
                Structure.dipd(from, to),
                new Reference(0, "untranslated input"),
                new Reference(Structure.dipd(from, others), "another input"));
    }

    /**
     * The score for a terminal or a cell.
     *
     * @return name, net, value, floor and ceiling in one line
     */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s with features of %s (%s, %d-d, n = %d%s): %s, floor %s, ceiling %s",
                name,
                net,
                layer,
                d,
                n,
                name.equals(FeatureReport.FID) && n < 10 * d ? ", few: below 10 d" : "",
                number(value),
                floor,
                ceiling);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    @Override
    public String toString() {
        return line();
    }
}
