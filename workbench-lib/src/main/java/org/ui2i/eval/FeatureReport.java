package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.ui2i.core.Seeds;
import org.ui2i.eval.FeatureScore.Reference;

/**
 * How a set of outputs lies among real images of the target domain, without pairs: all scores by the same features, of
 * equally many images on each side. The real images are split at random: one half is what all else is compared with,
 * the other gives what perfection would.
 *
 * @param fid {@link FeatureDistance#frechet}, less is better
 * @param kid {@link FeatureDistance#kernel}, less is better
 * @param density {@link Manifold#density}, more is better
 * @param coverage {@link Manifold#coverage}, more is better
 */
public record FeatureReport(FeatureScore fid, FeatureScore kid, FeatureScore density, FeatureScore coverage) {
    static final String FID = "FID";

    /**
     * Scores outputs.
     *
     * @param features of which net
     * @param real (N, C, H, W) real images of the target domain in [-1, 1], more than twice {@link Manifold#NEIGHBOURS}
     * @param outputs (M, C, H, W) translations to it
     * @param inputs (L, C, H, W) what was translated; n is the least of N / 2, M and L
     * @param seed of the split and of which images are left out
     * @return the scores
     */
    public static FeatureReport of(Features features, NDArray real, NDArray outputs, NDArray inputs, long seed) {
        double[][] all = features.rows(real), out = features.rows(outputs), in = features.rows(inputs);
        int n = Math.min(all.length / 2, Math.min(out.length, in.length));
        check(
                n > Manifold.NEIGHBOURS,
                "%d real images, %d outputs, %d inputs: give more than %d, %d and %d",
                all.length,
                out.length,
                in.length,
                2 * Manifold.NEIGHBOURS,
                Manifold.NEIGHBOURS,
                Manifold.NEIGHBOURS);
        double[][] halves = Rows.draw(all, 2 * n, Seeds.mix(seed, 0));
        Sides sides = new Sides(
                features,
                Arrays.copyOf(halves, n),
                Arrays.copyOfRange(halves, n, 2 * n),
                Rows.draw(out, n, Seeds.mix(seed, 1)),
                Rows.draw(in, n, Seeds.mix(seed, 2)));
        int k = Manifold.NEIGHBOURS;
        return new FeatureReport(
                sides.distance(FID, x -> FeatureDistance.frechet(sides.real, x)),
                sides.distance("KID", x -> FeatureDistance.kernel(sides.real, x)),
                sides.closeness("density", x -> Manifold.of(sides.real, x, k).density()),
                sides.closeness("coverage", x -> Manifold.of(sides.real, x, k).coverage()));
    }

    private record Sides(Features features, double[][] real, double[][] held, double[][] outputs, double[][] inputs) {
        FeatureScore distance(String name, ToDoubleFunction<double[][]> toReal) {
            return score(name, toReal, held(toReal), input(toReal));
        }

        FeatureScore closeness(String name, ToDoubleFunction<double[][]> toReal) {
            return score(name + " (k = " + Manifold.NEIGHBOURS + ")", toReal, input(toReal), held(toReal));
        }

        private Reference held(ToDoubleFunction<double[][]> toReal) {
            return new Reference(toReal.applyAsDouble(held), "real against real");
        }

        private Reference input(ToDoubleFunction<double[][]> toReal) {
            return new Reference(toReal.applyAsDouble(inputs), "untranslated input");
        }

        private FeatureScore score(
                String name, ToDoubleFunction<double[][]> toReal, Reference floor, Reference ceiling) {
            double value = toReal.applyAsDouble(outputs);
            int d = real[0].length;
            return new FeatureScore(name, features.net(), features.layer(), d, real.length, value, floor, ceiling);
        }
    }

    /**
     * The report for a terminal or a cell.
     *
     * @return a line a score
     */
    public String text() {
        return List.of(fid, kid, density, coverage).stream()
                .map(FeatureScore::line)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return text();
    }
}
