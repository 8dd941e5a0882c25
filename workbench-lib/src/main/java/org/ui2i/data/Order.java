package org.ui2i.data;

import org.ui2i.core.Seeds;
import org.ui2i.tensor.Draws;

/**
 * Which image stands where: every epoch is a fresh permutation, keyed by (seed, ORDER, domain, epoch), so the images of a
 * step follow from the seed and the step's number alone.
 */
final class Order {
    private final int domain;
    private final int size;
    private long key; // of the remembered permutation: a cache, no state
    private int[] permutation = new int[0];

    Order(int domain, int size) {
        this.domain = domain;
        this.size = size;
    }

    /** The images of step {@code number} (from 1) when each step takes {@code batch} of them. */
    synchronized int[] of(long seed, long number, int batch) {
        int[] indices = new int[batch];
        for (int i = 0; i < batch; i++) {
            long place = (number - 1) * batch + i;
            indices[i] = epoch(seed, place / size)[(int) (place % size)];
        }
        return indices;
    }

    private int[] epoch(long seed, long epoch) {
        long wanted = Seeds.mix(seed, Draws.Stream.ORDER.ordinal(), epoch, 0, domain);
        if (permutation.length == 0 || wanted != key) {
            key = wanted;
            permutation = Seeds.permutation(wanted, size);
        }
        return permutation;
    }
}
