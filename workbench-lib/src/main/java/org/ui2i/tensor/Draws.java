package org.ui2i.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Every random tensor comes from here. In a run it is a function of (run seed, stream, step, how many draws of that stream
 * came before in the step), so nothing needs saving and a new draw in one stream shifts no other; in parity checks it is
 * the recorded arrays in order.
 */
public interface Draws {
    /** What a draw is for. */
    enum Stream {
        /** initial weights */
        WEIGHTS,
        /** order of the images */
        ORDER,
        /** code noise, random styles */
        NOISE,
        /** crops, flips, colours */
        AUGMENTATION,
        /** dropout masks */
        DROPOUT,
        /** which images a replay pool exchanges */
        POOL
    }

    /**
     * Standard normal numbers.
     *
     * @param stream what for
     * @param shape of the result
     * @return float32
     */
    NDArray normal(Stream stream, Shape shape);

    /**
     * Uniform numbers in [0, 1).
     *
     * @param stream what for
     * @param shape of the result
     * @return float32
     */
    NDArray uniform(Stream stream, Shape shape);

    /**
     * A dropout mask.
     *
     * @param p share of elements to drop, in [0, 1)
     * @param shape of the result
     * @return float32: 1 = kept, 0 = dropped
     */
    NDArray keep(double p, Shape shape);

    /**
     * A random order.
     *
     * @param stream what for
     * @param n how many
     * @return a permutation of 0..n-1
     */
    int[] permutation(Stream stream, int n);

    /**
     * Code noise, the commonest draw.
     *
     * @param shape of the result
     * @return N(0, 1), float32
     */
    default NDArray noise(Shape shape) {
        return normal(Stream.NOISE, shape);
    }

    /**
     * What one part of a batch sees of these draws, from the next draw on: of an array with a row an image, the part's rows.
     * What has no row an image (a permutation, a number for all) is drawn by each part for itself.
     *
     * @param index which part, from 0; all parts are of equal size
     * @param manager who owns the arrays
     * @return draws that count on by themselves
     * @throws IllegalArgumentException if these draws were recorded
     */
    default Draws part(int index, NDManager manager) {
        throw new IllegalArgumentException("recorded draws are of whole batches: leave accumulation out");
    }

    /**
     * The draws of one step of a run.
     *
     * @param seed the run's seed
     * @param step the step's number
     * @param manager who owns the arrays
     * @return counter-based draws
     */
    static Draws seeded(long seed, long step, NDManager manager) {
        return new SeededDraws(seed, step, manager);
    }
}
