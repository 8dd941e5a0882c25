package org.ui2i.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.data.Batch;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;

/**
 * A step's batch, cut into parts of equal size. In a player's turn one part after the other has its graph, and the player
 * steps once, along the mean of their gradients:
 * <pre>d L / d w = 1/k sum over parts p of d L_p / d w</pre>
 * That is the whole batch's gradient wherever L is a mean over images.
 *
 * @param <B> kind of batch
 */
final class Parts<B extends Batch> {
    private final B whole;
    private final NDManager scope;
    private final List<NDArray> networks;
    private final List<Step> steps = new ArrayList<>();

    /**
     * Draws come from the whole batch's step, from its next draw on.
     *
     * @param whole the batch
     * @param count k, a divisor of its size
     * @param networks what lives longer than a part: nothing of a part may hang on it
     */
    Parts(B whole, int count, List<NDArray> networks) {
        this.whole = whole;
        this.scope = whole.step().manager();
        this.networks = networks;
        for (int i = 0; i < count; i++) {
            steps.add(whole.step().part(scope, i, count));
        }
    }

    /** The mean over the parts; the gradients join the step's scope. */
    Player.Slope slope(Player player, Objective<B> objective) {
        Map<String, Double> values = new LinkedHashMap<>();
        List<NDArray> sum = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            try (NDManager memory = scope.newSubManager()) {
                networks.forEach(array -> array.tempAttach(memory));
                Step step = steps.get(i).next(memory, i, scope);
                Player.Slope part = player.slope(cut(step, i), objective);
                part.values().forEach((term, value) -> values.merge(term, value / steps.size(), Double::sum));
                add(part.gradients(), sum);
                steps.set(i, step.next(scope, i, scope));
            }
        }
        return new Player.Slope(
                values, sum.stream().map(g -> mean(g, steps.size())).toList());
    }

    @SuppressWarnings("unchecked") // a batch's parts are of its own kind
    private B cut(Step step, int index) {
        return (B) Grad.off(() -> whole.part(step, index));
    }

    private void add(List<NDArray> gradients, List<NDArray> sum) {
        if (sum.isEmpty()) {
            gradients.forEach(gradient -> gradient.attach(scope));
            sum.addAll(gradients);
            return;
        }
        Grad.off(() -> {
            for (int i = 0; i < sum.size(); i++) {
                sum.get(i).addi(gradients.get(i));
            }
            return true;
        });
    }

    private static NDArray mean(NDArray sum, int count) {
        return Grad.off(() -> {
            try (sum) {
                return Ops.scale(sum, 1.0 / count);
            }
        });
    }
}
