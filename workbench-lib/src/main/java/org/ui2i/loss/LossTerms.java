package org.ui2i.loss;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.tensor.Ops;

/**
 * The terms of one player's objective by name.
 * <pre>total = sum over terms of lambda_term * term</pre>
 */
public final class LossTerms {
    private final LossWeights weights;
    private final Map<String, NDArray> terms = new LinkedHashMap<>();
    private final Map<String, List<NDArray>> parts = new LinkedHashMap<>();

    private LossTerms(LossWeights weights) {
        this.weights = weights;
    }

    /**
     * No terms yet.
     *
     * @param weights the lambdas
     * @return an empty objective
     */
    public static LossTerms of(LossWeights weights) {
        return new LossTerms(weights);
    }

    /**
     * Adds a term, the sum of its parts (usually one a domain).
     *
     * @param name a name that has a weight and was not added yet
     * @param parts 0-dim arrays, at least one
     * @return this
     * @throws IllegalArgumentException if the name has no weight or is there already
     */
    public LossTerms add(String name, NDArray... parts) {
        weights.of(name);
        check(!terms.containsKey(name), "the term \"%s\" is there already: give all its parts in one call", name);
        check(parts.length > 0, "the term \"%s\" has no part: give at least one", name);
        NDArray sum = parts[0];
        for (int i = 1; i < parts.length; i++) {
            sum = sum.add(parts[i]);
        }
        terms.put(name, sum);
        this.parts.put(name, List.of(parts));
        return this;
    }

    /**
     * One term, unweighted.
     *
     * @param name as added
     * @return 0-dim
     */
    public NDArray term(String name) {
        return present(terms.get(name), "no term is named \"%s\": the terms are %s", name, terms.keySet());
    }

    /**
     * What one term was added from, unweighted.
     *
     * @param name as added
     * @return its 0-dim parts in order
     */
    public List<NDArray> parts(String name) {
        return present(parts.get(name), "no term is named \"%s\": the terms are %s", name, terms.keySet());
    }

    /**
     * The weighted sum; a term of weight 0 is left out of the graph.
     *
     * @return 0-dim, differentiable
     */
    public NDArray total() {
        NDArray total = null;
        for (Map.Entry<String, NDArray> e : terms.entrySet()) {
            double weight = weights.of(e.getKey());
            if (weight != 0) {
                NDArray term = Ops.scale(e.getValue(), weight);
                total = total == null ? term : total.add(term);
            }
        }
        return present(total, "no term has a weight above 0 among %s: nothing to minimise", terms.keySet());
    }

    /**
     * Reads the numbers.
     *
     * @return each term unweighted, in order, then {@code total}
     */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        terms.forEach((name, term) -> values.put(name, (double) term.getFloat()));
        values.put("total", (double) total().getFloat());
        return values;
    }
}
