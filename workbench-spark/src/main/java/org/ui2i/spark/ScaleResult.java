package org.ui2i.spark;

import org.ui2i.run.Costs;

/**
 * What translating a folder costs here, and on workers that are processes of one core each.
 *
 * @param weights what translated
 * @param images in the folder
 * @param pixels edge of the inputs
 * @param edge of the outputs in pixels
 * @param inputBytes of a mean input
 * @param outputBytes of a mean output
 * @param manifestBytes of a mean line of the manifests
 * @param weightsBytes of the networks' files
 * @param plain a loop that decodes, translates and writes, in seconds
 * @param here the same with shards, hashes and manifests, in one process
 * @param one on one worker
 * @param two on two workers
 * @param killed on two workers, one of which is killed when half is done
 * @param pathBytes memory that a path takes where the work is planned
 * @param tasksPerSecond tasks of no work that two workers are given and answer
 */
record ScaleResult(
        String weights,
        int images,
        int pixels,
        int edge,
        double inputBytes,
        double outputBytes,
        double manifestBytes,
        long weightsBytes,
        double plain,
        Run here,
        Run one,
        Run two,
        Run killed,
        double pathBytes,
        double tasksPerSecond) {
    /**
     * One translation of the whole folder.
     *
     * @param start seconds until workers were there and had computed
     * @param seconds of the translation, reading the networks included
     * @param costs of all workers' threads together
     */
    record Run(double start, double seconds, Costs costs) {}

    double imagesPerSecond(double seconds) {
        return images / seconds;
    }

    /** Of two workers to one. */
    double speedUp() {
        return one.seconds / two.seconds;
    }
}
