package org.ui2i.core;

/** Counter-based pseudo-random bits: every value is a function of its key, so there is no state to save. */
public final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /**
     * Mixes numbers into one 64-bit key (SplitMix64's finaliser after each part; Steele, Lea, Flood 2014).
     *
     * @param parts for example run seed, stream, step
     * @return a key; equal parts give equal keys
     */
    public static long mix(long... parts) {
        long h = GOLDEN_GAMMA;
        for (long part : parts) {
            h = finalise((h ^ part) + GOLDEN_GAMMA);
        }
        return h;
    }

    /**
     * The {@code i}-th 64 random bits of a key.
     *
     * @param key from {@link #mix}
     * @param i the counter
     * @return 64 bits
     */
    public static long bits(long key, long i) {
        return finalise(key + (i + 1) * GOLDEN_GAMMA);
    }

    /**
     * The {@code i}-th uniform number of a key.
     *
     * @param key from {@link #mix}
     * @param i the counter
     * @return a number in [0, 1) with 53 random bits
     */
    public static double uniform(long key, long i) {
        return (bits(key, i) >>> 11) * 0x1.0p-53;
    }

    /**
     * A permutation of 0..n-1 (Fisher-Yates).
     *
     * @param key from {@link #mix}
     * @param n how many
     * @return the shuffled indices
     */
    public static int[] permutation(long key, int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = (int) (uniform(key, i) * (i + 1));
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long finalise(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
