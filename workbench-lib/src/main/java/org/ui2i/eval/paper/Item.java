package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import java.io.Serializable;
import java.util.List;

/**
 * What an evaluation takes as one: a real image, or all translations of one input. Paths are texts, since items may travel to
 * other machines that share the folders.
 *
 * @param side what the images are
 * @param target the class they are of or were translated to; empty without classes
 * @param name no two items of a side alike; it decides which features KID keeps
 * @param images paths, 1 or more
 * @param input the path of what was translated; empty if it is not known, or for a real image
 */
public record Item(Side side, String target, String name, List<String> images, String input) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Checks that there is an image. */
    public Item {
        check(!images.isEmpty(), "%s has no image: leave it out", name);
    }
}
