package org.ui2i.bench;

/**
 * What it costs to make training images of JPEG files, on one thread. Each is read, decoded, cut to a square, resized and
 * hashed, as at the start of a training; later steps leave the hash out.
 *
 * @param width of the files' pictures, in pixels
 * @param height of the files' pictures
 * @param kilobytes of a file, mean
 * @param pixels edge of the images
 * @param images in a folder that is read
 * @param perImage milliseconds, a folder's time by its images
 */
public record DecodeResult(int width, int height, double kilobytes, int pixels, int images, Timing perImage) {
    /** Images a second of one core. */
    double imagesPerSecond() {
        return 1000 / perImage.median();
    }

    /** Cores that keep up with a training, nothing else going on in them. */
    double cores(double stepsPerSecond, int imagesPerStep) {
        return stepsPerSecond * imagesPerStep / imagesPerSecond();
    }
}
