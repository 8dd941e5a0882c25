package org.ui2i.data;

import java.nio.file.Path;

/**
 * Makes images of files.
 *
 * @param options how
 * @param half of what
 */
record PictureReader(FolderOptions options, Half half) {
    /** A file's image, not yet resized. */
    ImageFile read(Path file) throws ImageFile.Broken {
        return ImageFile.read(file, options, half);
    }

    /** The largest centred square, resized: planes one after the other. */
    byte[] square(ImageFile image) {
        return Resampler.square(
                image.planes(), options.channels(), image.keptWidth(), image.keptHeight(), options.load());
    }

    /** Both, of a file that could be read before. */
    byte[] again(Path file) {
        try {
            return square(read(file));
        } catch (ImageFile.Broken e) {
            throw new IllegalArgumentException(
                    file + " could be read at the start and cannot be now (" + e.reason()
                            + "): bring it back and resume",
                    e);
        }
    }

    /** How many bytes an image takes. */
    long bytes() {
        return (long) options.channels() * options.load() * options.load();
    }
}
