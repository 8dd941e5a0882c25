package org.ui2i.data;

import java.awt.Rectangle;
import java.util.Locale;

/** Which part of a file's picture is an image: some data sets (pix2pix's) have A and B side by side in one file. */
enum Half {
    WHOLE,
    LEFT,
    RIGHT;

    /** The part's place. */
    Rectangle of(int width, int height) throws ImageFile.Broken {
        if (this == WHOLE) {
            return new Rectangle(width, height);
        }
        if (width % 2 != 0) {
            throw new ImageFile.Broken(
                    width + " pixels wide, which are no two halves: A and B stand side by side, equally wide");
        }
        return new Rectangle(this == LEFT ? 0 : width / 2, 0, width / 2, height);
    }

    /** A file's hash, apart from that of its other half. */
    String hash(String ofFile) {
        return this == WHOLE ? ofFile : Sha256.of(name().toLowerCase(Locale.ROOT) + ofFile);
    }
}
