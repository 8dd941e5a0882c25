package org.ui2i.eval;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ui2i.eval.Claim.Better;

/**
 * Rows of one comparison: trained arms, each measured once a seed, against each other and against what needs no training. A
 * row is named {@code measure, arm; baseline: other}.
 *
 * @param <S> what was measured of a run
 */
public final class ArmClaims<S> {
    /**
     * A number of a run.
     *
     * @param name what it is; its first words tell {@link Claim#better} the side
     * @param better which side of the baseline is claimed
     * @param of the number
     * @param <S> what was measured of a run
     */
    public record Measure<S>(String name, Better better, ToDoubleFunction<S> of) {}

    private final String id;
    private final int n;
    private final String commit;
    private final Map<String, List<S>> arms = new LinkedHashMap<>();
    private final List<ClaimTable.Row> rows = new ArrayList<>();

    /**
     * A comparison without rows.
     *
     * @param id the claim, such as {@code D1}
     * @param n items behind each seed's value
     * @param commit of the library that trained the arms
     */
    public ArmClaims(String id, int n, String commit) {
        this.id = id;
        this.n = n;
        this.commit = commit;
    }

    /**
     * Adds an arm.
     *
     * @param name its name
     * @param seeds what was measured, one a seed, the same seeds in the same order in every arm
     * @return this
     */
    public ArmClaims<S> arm(String name, List<S> seeds) {
        check(!seeds.isEmpty(), "the arm %s has no run: train it first", name);
        arms.put(name, List.copyOf(seeds));
        return this;
    }

    /**
     * A row: an arm against another, paired by seeds.
     *
     * @param measure what is compared
     * @param arm the claimed one
     * @param other the baseline
     * @return this
     */
    public ArmClaims<S> against(Measure<S> measure, String arm, String other) {
        return against(measure, arm, other, values(measure, other));
    }

    /**
     * A row: an arm against what is no arm.
     *
     * @param measure what is compared
     * @param arm the claimed one
     * @param baseline its name
     * @param values of the baseline: one for all, or one a seed
     * @return this
     */
    public ArmClaims<S> against(Measure<S> measure, String arm, String baseline, double... values) {
        double[] own = values(measure, arm);
        Interval value = values.length == 1 ? Interval.t(own) : Interval.paired(own, values);
        String name = measure.name + ", " + arm + "; baseline: " + baseline;
        rows.add(new ClaimTable.Row(
                new Claim(id, name, value, Scores.mean(values), n, value.n(), commit), measure.better));
        return this;
    }

    /**
     * What was added.
     *
     * @return in order
     */
    public List<ClaimTable.Row> rows() {
        return List.copyOf(rows);
    }

    private double[] values(Measure<S> measure, String arm) {
        return present(arms.get(arm), "no run of the arm %s: train it first", arm).stream()
                .mapToDouble(measure.of)
                .toArray();
    }
}
