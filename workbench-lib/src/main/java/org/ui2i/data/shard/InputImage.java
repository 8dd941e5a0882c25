package org.ui2i.data.shard;

import java.io.Serializable;

/**
 * An image file that is to be worked on, as the list of its folder tells it: nothing of it is read yet.
 *
 * @param name path below the folder, its parts separated by {@code /}
 * @param bytes length of the file
 * @param modified when it was changed last, in milliseconds since 1970
 */
public record InputImage(String name, long bytes, long modified) implements Serializable {
    /**
     * Where its translation goes.
     *
     * @return path below the output folder: the name with {@code .png} in place of its ending
     */
    public String output() {
        return stem() + ".png";
    }

    String stem() {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
    }
}
