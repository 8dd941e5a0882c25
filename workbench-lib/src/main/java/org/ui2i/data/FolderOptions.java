package org.ui2i.data;

import static org.ui2i.core.Check.check;

/**
 * How own images are made ready. The largest centred square of an image is resized to {@code load} pixels; in training a
 * window of {@code size} pixels is cut out at random (the centre one when {@code load} equals {@code size}).
 *
 * @param size edge of the images in a batch, in pixels
 * @param load edge after resizing, at least {@code size}
 * @param flip mirror left to right at random
 * @param channels 3 (grey images repeat their plane) or 1 (colour images become grey); transparent parts show white
 * @param onBroken what to do with unreadable files
 * @param maxPixels an image whose header says more pixels is not decoded (it would fill the memory)
 */
public record FolderOptions(int size, int load, boolean flip, int channels, OnBroken onBroken, long maxPixels) {
    /** Checks the ranges. */
    public FolderOptions {
        check(size >= 8, "size is %d: use at least 8 pixels", size);
        check(load >= size, "load is %d, below size %d: resize to at least the size of the window", load, size);
        check(channels == 1 || channels == 3, "channels is %d: use 1 (grey) or 3 (colour)", channels);
        check(maxPixels >= 1, "maxPixels is %d: use at least 1", maxPixels);
    }

    /**
     * Colour, centre square, no flips, broken files skipped, at most 64 million pixels a file.
     *
     * @param size edge of the images in pixels
     * @return the options
     */
    public static FolderOptions of(int size) {
        return new FolderOptions(size, size, false, 3, OnBroken.SKIP, 64_000_000L);
    }

    /**
     * Another size; {@code load} changes in proportion.
     *
     * @param newSize edge in pixels
     * @return changed options
     */
    public FolderOptions withSize(int newSize) {
        int newLoad = Math.max(newSize, Math.round(load * (float) newSize / size));
        return new FolderOptions(newSize, newLoad, flip, channels, onBroken, maxPixels);
    }

    /**
     * Random windows out of larger images.
     *
     * @param newLoad edge after resizing, at least {@code size}
     * @return changed options
     */
    public FolderOptions withLoad(int newLoad) {
        return new FolderOptions(size, newLoad, flip, channels, onBroken, maxPixels);
    }

    /**
     * Random mirroring.
     *
     * @param newFlip whether to mirror half of the images
     * @return changed options
     */
    public FolderOptions withFlip(boolean newFlip) {
        return new FolderOptions(size, load, newFlip, channels, onBroken, maxPixels);
    }

    /**
     * Grey or colour.
     *
     * @param newChannels 1 or 3
     * @return changed options
     */
    public FolderOptions withChannels(int newChannels) {
        return new FolderOptions(size, load, flip, newChannels, onBroken, maxPixels);
    }

    /**
     * Skip or refuse.
     *
     * @param choice what to do with unreadable files
     * @return changed options
     */
    public FolderOptions withOnBroken(OnBroken choice) {
        return new FolderOptions(size, load, flip, channels, choice, maxPixels);
    }

    /**
     * The guard against decompression bombs.
     *
     * @param pixels the largest width times height that is decoded
     * @return changed options
     */
    public FolderOptions withMaxPixels(long pixels) {
        return new FolderOptions(size, load, flip, channels, onBroken, pixels);
    }
}
