package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.util.List;
import java.util.Map;

/**
 * What the numbers of a label mean.
 *
 * @param names of the numbers, in order, each once
 * @param oneOf whether the names are domains, of which an image is of exactly one; else attributes, each there or not
 */
public record Labels(List<String> names, boolean oneOf) {
    /** Copies the names and checks them. */
    public Labels {
        names = List.copyOf(names);
        check(
                !names.isEmpty() && names.stream().distinct().count() == names.size(),
                "the labels are %s: give at least one name, each once",
                names);
    }

    /**
     * How many numbers a label has.
     *
     * @return n
     */
    public int size() {
        return names.size();
    }

    /**
     * Numbers by name, such as a target label or a change of attributes.
     *
     * @param numbers of some of the names
     * @return n numbers, 0 where none is given
     * @throws IllegalArgumentException if a name is unknown
     */
    public float[] vector(Map<String, Double> numbers) {
        float[] vector = new float[size()];
        numbers.forEach((name, number) -> {
            check(names.contains(name), "there is no label \"%s\": the labels are %s", name, names);
            vector[names.indexOf(name)] = number.floatValue();
        });
        return vector;
    }
}
