package org.ui2i.parity;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ui2i.nn.Part;

/** Our paths of weights under a reference's names. */
final class Names {
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /**
     * Adds a part's weights and buffers.
     *
     * @param part the part
     * @param rename our path, such as {@code res0/conv1/weight}, to the reference's name
     */
    Names add(Part part, UnaryOperator<String> rename) {
        part.state().forEach((path, array) -> arrays.put(rename.apply(path), array));
        return this;
    }

    Map<String, NDArray> arrays() {
        return arrays;
    }

    /** The number in a path's step such as {@code down2}. */
    static int index(String step) {
        return Integer.parseInt(step.replaceAll("\\D", ""));
    }
}
