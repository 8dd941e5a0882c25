package org.ui2i.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.ui2i.core.Check;
import org.ui2i.core.Folders;

/** Kinds of pictures that are written, by the end of the file's name. */
enum PictureFile {
    /** still */
    PNG,
    /** moving */
    GIF;

    /** Refuses a file of another name, or in a folder that cannot be written, before work starts. */
    void check(String option, Path file) {
        String end = "." + name().toLowerCase(Locale.ROOT);
        Check.check(
                file.toString().toLowerCase(Locale.ROOT).endsWith(end),
                "%s %s: a %s is written, let the name end in %s",
                option,
                file,
                name(),
                end);
        Folders.checkPlace(file);
    }
}
