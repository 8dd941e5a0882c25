package org.ui2i.loss;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lambdas: how much each named term counts.
 *
 * @param byName weight of each term, in order of display
 */
public record LossWeights(Map<String, Double> byName) {
    /** Copies the map and keeps its order. */
    public LossWeights {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        byName.forEach((name, w) -> check(w >= 0, "the weight of %s is %s: use 0 or more", name, w));
    }

    /**
     * No weights yet.
     *
     * @return an empty set
     */
    public static LossWeights none() {
        return new LossWeights(Map.of());
    }

    /**
     * Adds or changes one weight.
     *
     * @param name of the term
     * @param weight 0 or more; at 0 the term is shown but does not count
     * @return a copy
     */
    public LossWeights with(String name, double weight) {
        Map<String, Double> copy = new LinkedHashMap<>(byName);
        copy.put(name, weight);
        return new LossWeights(copy);
    }

    /**
     * Whether a term has a weight at all.
     *
     * @param name of the term
     * @return true even at 0
     */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * Whether a term counts.
     *
     * @param name of the term
     * @return false without a weight, and at 0
     */
    public boolean counts(String name) {
        return has(name) && of(name) > 0;
    }

    /**
     * One weight.
     *
     * @param name of the term
     * @return its lambda
     * @throws IllegalArgumentException if no weight has that name
     */
    public double of(String name) {
        return present(byName.get(name), "no weight is named \"%s\": the names are %s", name, byName.keySet());
    }
}
