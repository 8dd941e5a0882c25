package org.ui2i.eval.paper;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ui2i.core.Seeds;
import org.ui2i.eval.paper.Chunk.Group;
import org.ui2i.tensor.Tensors;

/**
 * For FID, mFID and KID: a Gaussian a target and side, and a sample of rows a side.
 *
 * @param real of the real images by target
 * @param outputs of the translations by target
 * @param realSample of the real images' features
 * @param outputSample of the translations'
 */
public record VectorTally(
        SortedMap<String, Gaussian> real,
        SortedMap<String, Gaussian> outputs,
        FeatureSample realSample,
        FeatureSample outputSample)
        implements Tally {
    /** Rows that KID keeps of each side, and the subsets that it draws of them (Binkowski et al. 2018: 100 of 1000). */
    private static final int SAMPLE = 10_000, SUBSETS = 100, SUBSET = 1000;

    private static final long SEED = 1;
    private static final FeatureSample NO_ROWS = FeatureSample.none(SAMPLE, SEED);
    static final VectorTally NONE = new VectorTally(new TreeMap<>(), new TreeMap<>(), NO_ROWS, NO_ROWS);
    private static final long serialVersionUID = 1;

    @Override
    public VectorTally add(FeatureNet net, Chunk chunk) {
        try (NDManager scope = Tensors.scope()) {
            NDArray images = chunk.images().duplicate();
            images.attach(scope);
            NDArray rows = net.features(images);
            SortedMap<String, Gaussian> seen = gaussians(chunk, rows);
            FeatureSample sample = NO_ROWS.add(ids(chunk), floats(rows));
            return merge(
                    chunk.side() == Side.REAL
                            ? new VectorTally(seen, new TreeMap<>(), sample, NO_ROWS)
                            : new VectorTally(new TreeMap<>(), seen, NO_ROWS, sample));
        }
    }

    private static SortedMap<String, Gaussian> gaussians(Chunk chunk, NDArray rows) {
        SortedMap<String, List<Integer>> places = new TreeMap<>();
        chunk.each((group, first) -> {
            for (int i = 0; i < group.count(); i++) {
                places.computeIfAbsent(group.target(), t -> new ArrayList<>()).add(first + i);
            }
        });
        SortedMap<String, Gaussian> seen = new TreeMap<>();
        places.forEach((target, at) -> {
            try (NDArray indices = rows.getManager()
                            .create(at.stream().mapToLong(i -> i).toArray());
                    NDArray own = rows.get(indices)) {
                seen.put(target, Gaussian.of(own));
            }
        });
        return seen;
    }

    /** Numbers that the images' names decide, whatever part of the evaluation they come in. */
    private static long[] ids(Chunk chunk) {
        long[] ids = new long[(int) chunk.images().getShape().get(0)];
        chunk.each((group, first) -> {
            long name = Seeds.mix(name(group).chars().asLongStream().toArray());
            for (int i = 0; i < group.count(); i++) {
                ids[first + i] = Seeds.mix(name, i);
            }
        });
        return ids;
    }

    private static String name(Group group) {
        return group.target() + "/" + group.name();
    }

    private static float[][] floats(NDArray rows) {
        float[][] all = new float[(int) rows.getShape().get(0)][];
        for (int i = 0; i < all.length; i++) {
            try (NDArray row = rows.get(new NDIndex("{}", i))) {
                all[i] = row.toFloatArray();
            }
        }
        return all;
    }

    @Override
    public VectorTally merge(Tally other) {
        VectorTally that = Tally.as(VectorTally.class, other);
        return new VectorTally(
                merged(real, that.real),
                merged(outputs, that.outputs),
                realSample.merge(that.realSample),
                outputSample.merge(that.outputSample));
    }

    private static SortedMap<String, Gaussian> merged(Map<String, Gaussian> a, Map<String, Gaussian> b) {
        SortedMap<String, Gaussian> all = new TreeMap<>(a);
        b.forEach((target, gaussian) -> all.merge(target, gaussian, Gaussian::merge));
        return all;
    }

    @Override
    public List<FieldValue> values(NetSpec net) {
        Gaussian r = all(real), g = all(outputs);
        List<FieldValue> values = new ArrayList<>();
        if (r.n() >= 2 && g.n() >= 2) {
            values.add(new FieldValue(FieldScore.FID, frechet(), r.n(), g.n(), net));
            values.add(new FieldValue(FieldScore.KID, kernel(), r.n(), g.n(), net));
        }
        if (real.size() > 1 && real.keySet().equals(outputs.keySet())) {
            values.add(new FieldValue(FieldScore.MEAN_FID, meanFrechet(), r.n(), g.n(), net));
        }
        return values;
    }

    /**
     * FID of all images, whatever their targets.
     *
     * @return {@link Gaussian#frechet(Gaussian)}
     */
    public double frechet() {
        return all(real).frechet(all(outputs));
    }

    /**
     * How many images were seen.
     *
     * @param side of which side
     * @return 0 or more
     */
    public long images(Side side) {
        return all(side == Side.REAL ? real : outputs).n();
    }

    private static Gaussian all(Map<String, Gaussian> byTarget) {
        return byTarget.values().stream().reduce(Gaussian.NONE, Gaussian::merge);
    }

    private double kernel() {
        return realSample.kernel(outputSample, SUBSET, SUBSETS);
    }

    private double meanFrechet() {
        Average mean = Average.NONE;
        for (Map.Entry<String, Gaussian> target : real.entrySet()) {
            mean = mean.add(target.getValue().frechet(outputs.getOrDefault(target.getKey(), Gaussian.NONE)));
        }
        return mean.value();
    }
}
