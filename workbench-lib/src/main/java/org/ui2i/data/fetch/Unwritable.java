package org.ui2i.data.fetch;

import java.io.IOException;
import java.nio.file.Path;

/** The disk's fault, which no further attempt mends. */
final class Unwritable extends IOException {
    private static final long serialVersionUID = 1;

    Unwritable(Path path, IOException cause) {
        super(
                path + " cannot be written (" + cause.getMessage()
                        + "): free the disk, or choose a folder that may be written",
                cause);
    }
}
