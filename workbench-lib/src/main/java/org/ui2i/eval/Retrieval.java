package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;

/**
 * How often an item's true partner in the other domain is the nearest of all by code.
 * <pre>
 * c = average of the code over an 8 x 8 grid of cells (as it is where H, W are 8 or less), minus its domain's mean
 * hit: argmax_j cos(cA_i, cB_j) = i
 * </pre>
 * Print it beside the same on pixels, an untrained network's codes and chance.
 *
 * @param aToB share of items of A whose partner is the nearest in B
 * @param bToA the reverse
 * @param count items in each gallery
 */
public record Retrieval(double aToB, double bToA, int count) {
    private static final int CELLS = 8;

    /**
     * Retrieves both ways.
     *
     * @param codesA (N, C, H, W), codes or images of domain A
     * @param codesB (N, C, H, W), item i the partner of A's item i
     * @return the shares
     */
    public static Retrieval of(NDArray codesA, NDArray codesB) {
        checkPartners(codesA, codesB);
        double[][] a = pooled(codesA), b = pooled(codesB);
        return new Retrieval(share(hits(a, b)), share(hits(b, a)), a.length);
    }

    /** Whether B's items have their partners as the nearest in A, one by one. */
    static boolean[] bToA(NDArray codesA, NDArray codesB) {
        checkPartners(codesA, codesB);
        return hits(pooled(codesB), pooled(codesA));
    }

    /**
     * What guessing gives.
     *
     * @return 1 / count
     */
    public double chance() {
        return 1.0 / count;
    }

    /**
     * Both directions in one number.
     *
     * @return the mean of the two shares
     */
    public double mean() {
        return (aToB + bToA) / 2;
    }

    private static void checkPartners(NDArray codesA, NDArray codesB) {
        check(
                codesA.getShape().get(0) == codesB.getShape().get(0),
                "%s codes against %s: give partners at equal places",
                codesA.getShape(),
                codesB.getShape());
    }

    private static double[][] pooled(NDArray tensor) {
        Images codes = Images.of(tensor);
        int down = Math.min(CELLS, codes.height()), across = Math.min(CELLS, codes.width());
        double[][] all = new double[codes.count()][codes.channels() * down * across];
        for (int i = 0; i < codes.values().length; i++) {
            int x = i % codes.width(), y = i / codes.width() % codes.height(), in = i % codes.each();
            int channel = in / (codes.height() * codes.width());
            int cell = y * down / codes.height() * across + x * across / codes.width();
            all[i / codes.each()][channel * down * across + cell] += codes.values()[i];
        }
        return unit(centred(all)); // cells of equal size: their sum serves as well as their mean
    }

    private static double[][] centred(double[][] all) {
        double[] mean = Rows.mean(all);
        for (double[] one : all) {
            for (int k = 0; k < mean.length; k++) {
                one[k] -= mean[k];
            }
        }
        return all;
    }

    private static double[][] unit(double[][] all) {
        for (double[] one : all) {
            double norm = Math.sqrt(Rows.dot(one, one));
            for (int k = 0; k < one.length && norm > 0; k++) {
                one[k] /= norm;
            }
        }
        return all;
    }

    private static double share(boolean[] hits) {
        return IntStream.range(0, hits.length).filter(i -> hits[i]).count() / (double) hits.length;
    }

    private static boolean[] hits(double[][] from, double[][] to) {
        Rows.checkWidths(from, to);
        boolean[] hits = new boolean[from.length];
        for (int i = 0; i < from.length; i++) {
            double own = Rows.dot(from[i], to[i]);
            boolean nearest = true;
            for (int j = 0; j < to.length && nearest; j++) {
                nearest = j == i || Rows.dot(from[i], to[j]) < own; // a tie is no hit: equal codes retrieve nothing
            }
            hits[i] = nearest;
        }
        return hits;
    }
}
