package org.ui2i.eval.paper;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ui2i.eval.paper.Chunk.Group;
import org.ui2i.eval.paper.NetKind.Form;
import org.ui2i.tensor.Tensors;

/**
 * For LPIPS and DIPD, by a network's activations. Real images take no part.
 *
 * @param between over inputs with 2 translations or more, the mean distance of all their pairs
 * @param toInput over translations whose input is known, the distance to it
 * @param images translations seen
 */
public record PairTally(Average between, Average toInput, long images) implements Tally {
    static final PairTally NONE = new PairTally(Average.NONE, Average.NONE, 0);
    private static final long serialVersionUID = 1;

    @Override
    public PairTally add(FeatureNet net, Chunk chunk) {
        if (chunk.side() == Side.REAL) {
            return this;
        }
        try (NDManager scope = Tensors.scope()) {
            NDArray inputs = chunk.inputs();
            NDArray all = colour(chunk.images(), scope);
            if (inputs != null) {
                all = all.concat(colour(inputs, scope));
            }
            List<NDArray> activations = net.activations(all);
            int n = (int) chunk.images().getShape().get(0);
            return new PairTally(
                    between.merge(between(net, activations, chunk)),
                    inputs == null ? toInput : toInput.add(toInput(net, activations, chunk)),
                    images + n);
        }
    }

    private static NDArray colour(NDArray x, NDManager scope) {
        NDArray copy = x.duplicate();
        copy.attach(scope);
        return FeatureNet.threePlanes(copy);
    }

    private static Average between(FeatureNet net, List<NDArray> activations, Chunk chunk) {
        Average all = Average.NONE;
        int first = 0;
        for (Group group : chunk.groups()) {
            int from = first, m = group.count();
            int[] left = IntStream.range(1, m)
                    .flatMap(i -> IntStream.generate(() -> from + i).limit(i))
                    .toArray();
            int[] right = IntStream.range(1, m)
                    .flatMap(i -> IntStream.range(from, from + i))
                    .toArray();
            if (m > 1 && net.spec().kind().form() == Form.WEIGHTED_MAPS) {
                double[] pairs = net.distances(activations, left, right);
                all = all.add(Arrays.stream(pairs).average().orElse(Double.NaN));
            }
            first += m;
        }
        return all;
    }

    private static double[] toInput(FeatureNet net, List<NDArray> activations, Chunk chunk) {
        int n = (int) chunk.images().getShape().get(0);
        int[] inputs = new int[n];
        int first = 0;
        for (int i = 0; i < chunk.groups().size(); i++) {
            int end = first + chunk.groups().get(i).count();
            Arrays.fill(inputs, first, end, n + i);
            first = end;
        }
        return net.distances(activations, IntStream.range(0, n).toArray(), inputs);
    }

    @Override
    public PairTally merge(Tally other) {
        PairTally that = Tally.as(PairTally.class, other);
        return new PairTally(between.merge(that.between), toInput.merge(that.toInput), images + that.images);
    }

    @Override
    public List<FieldValue> values(NetSpec net) {
        List<FieldValue> values = new ArrayList<>();
        if (between.n() > 0) {
            values.add(new FieldValue(FieldScore.LPIPS_DIVERSITY, between.value(), 0, images, net));
        }
        if (toInput.n() > 0) {
            FieldScore score = net.kind().form() == Form.MAPS ? FieldScore.DIPD : FieldScore.LPIPS;
            values.add(new FieldValue(score, toInput.value(), 0, toInput.n(), net));
        }
        return values;
    }
}
