package org.ui2i.eval.paper;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ui2i.eval.paper.Chunk.Group;
import org.ui2i.tensor.Tensors;

/**
 * For IS, CIS and accuracy, by a classifier.
 *
 * @param sums of the translations
 * @param conditional CIS: over inputs with 2 translations or more, {@link ClassSums#meanKl()} of the input's
 * @param hits of translations whose target is one of the classifier's classes
 * @param realHits of real images, as a reference
 */
public record ClassTally(ClassSums sums, Average conditional, Hits hits, Hits realHits) implements Tally {
    static final ClassTally NONE = new ClassTally(ClassSums.NONE, Average.NONE, Hits.NONE, Hits.NONE);
    private static final int FEW = 5;
    private static final long serialVersionUID = 1;

    /**
     * How often the class is found.
     *
     * @param first share in which it is the classifier's first
     * @param firstFive among the first five
     */
    public record Hits(Average first, Average firstFive) implements java.io.Serializable {
        static final Hits NONE = new Hits(Average.NONE, Average.NONE);
        private static final long serialVersionUID = 1;

        Hits add(double[] row, int place) {
            long before = Arrays.stream(row).filter(p -> p > row[place]).count();
            return new Hits(first.add(before < 1 ? 1 : 0), firstFive.add(before < FEW ? 1 : 0));
        }

        Hits merge(Hits other) {
            return new Hits(first.merge(other.first), firstFive.merge(other.firstFive));
        }
    }

    @Override
    public ClassTally add(FeatureNet net, Chunk chunk) {
        double[][] rows = probabilities(net, chunk.images());
        List<String> classes = net.spec().classes();
        ClassTally all = this;
        int first = 0;
        for (Group group : chunk.groups()) {
            double[][] own = Arrays.copyOfRange(rows, first, first + group.count());
            all = all.merge(of(chunk.side(), own, classes.indexOf(group.target())));
            first += group.count();
        }
        return all;
    }

    private static ClassTally of(Side side, double[][] rows, int place) {
        Hits hits = Hits.NONE;
        for (int i = 0; place >= 0 && i < rows.length; i++) {
            hits = hits.add(rows[i], place);
        }
        if (side == Side.REAL) {
            return new ClassTally(ClassSums.NONE, Average.NONE, Hits.NONE, hits);
        }
        ClassSums sums = ClassSums.of(rows);
        Average conditional = rows.length < 2 ? Average.NONE : Average.NONE.add(sums.meanKl());
        return new ClassTally(sums, conditional, hits, Hits.NONE);
    }

    private static double[][] probabilities(FeatureNet net, NDArray x) {
        try (NDManager scope = Tensors.scope()) {
            NDArray images = x.duplicate();
            images.attach(scope);
            NDArray p = net.probabilities(images);
            int n = (int) p.getShape().get(0), k = (int) p.getShape().get(1);
            double[] flat = p.toDoubleArray();
            double[][] rows = new double[n][];
            Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * k, (i + 1) * k));
            return rows;
        }
    }

    @Override
    public ClassTally merge(Tally other) {
        ClassTally that = Tally.as(ClassTally.class, other);
        return new ClassTally(
                sums.merge(that.sums),
                conditional.merge(that.conditional),
                hits.merge(that.hits),
                realHits.merge(that.realHits));
    }

    @Override
    public List<FieldValue> values(NetSpec net) {
        List<FieldValue> values = new ArrayList<>();
        long real = realHits.first.n(), n = sums.n();
        if (n > 0) {
            values.add(new FieldValue(FieldScore.IS, sums.inceptionScore(), 0, n, net));
            values.add(new FieldValue(FieldScore.LOG_IS, sums.meanKl(), 0, n, net));
        }
        if (conditional.n() > 0) {
            values.add(new FieldValue(FieldScore.CIS, conditional.value(), 0, n, net));
        }
        if (hits.first.n() > 0) {
            values.add(new FieldValue(FieldScore.TOP_1, hits.first.value(), 0, hits.first.n(), net));
            values.add(new FieldValue(FieldScore.TOP_5, hits.firstFive.value(), 0, hits.first.n(), net));
        }
        if (real > 0) {
            values.add(new FieldValue(FieldScore.REAL_TOP_1, realHits.first.value(), real, 0, net));
            values.add(new FieldValue(FieldScore.REAL_TOP_5, realHits.firstFive.value(), real, 0, net));
        }
        return values;
    }
}
