package org.ui2i.bench;

/**
 * What one case costs. Times are in milliseconds.
 *
 * @param model its name
 * @param size its name
 * @param pixels edge of the images
 * @param batch items in a step, as the settings count them
 * @param threads of the engine's operations
 * @param step of all players
 * @param draw of the generator alone, on a batch, without gradients
 * @param reference of a plain convolution in the same process, 256 to 256 channels, 3x3, 64x64 pixels, after each step
 * @param stepGflop work of a step's convolutions, in 10^9 operations
 * @param referenceGflop of the reference's
 * @param calls operations of the engine that a step calls
 * @param leftArrays arrays that a step leaves behind
 * @param peakMb most resident memory of the process in the steps, in MB of 2^20 bytes; NaN where the system does not tell
 */
public record BenchResult(
        String model,
        String size,
        int pixels,
        int batch,
        int threads,
        Timing step,
        Timing draw,
        Timing reference,
        double stepGflop,
        double referenceGflop,
        int calls,
        double leftArrays,
        double peakMb) {

    /** Images a second, a batch counted as the settings count it. */
    double imagesPerSecond() {
        return 1000.0 * batch / step.median();
    }

    /** The step's 10^9 operations a second. */
    double gflops() {
        return 1000 * stepGflop / step.median();
    }

    /** The reference's. */
    double referenceGflops() {
        return 1000 * referenceGflop / reference.median();
    }

    /** What share of the reference's speed the step's convolutions reach, all else that a step does counted as their time. */
    double share() {
        return gflops() / referenceGflops();
    }

    /** A step in units of the reference, by which machines can be compared. */
    double stepInReferences() {
        return step.median() / reference.median();
    }
}
