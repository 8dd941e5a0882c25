package org.ui2i.parity;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.ui2i.loss.LossTerms;

/** One of our models seen through a reference's names. */
interface Subject {
    /** Our live arrays by the reference's names. */
    Map<String, NDArray> state();

    /**
     * A player's turn.
     *
     * @param player its optimizer's name in the acceptance section; its gradients are {@code grad_PLAYER/}
     * @param objective with the draws of the reference's step
     * @param naming names the terms as the reference does
     */
    record Turn(
            String player, Supplier<LossTerms> objective, BiConsumer<LossTerms, BiConsumer<String, NDArray>> naming) {}

    /** All turns of an iteration, in the reference's order. */
    default List<Turn> turns() {
        return List.of(new Turn("dis", this::dis, this::nameDis), new Turn("gen", this::gen, this::nameGen));
    }

    /**
     * The acceptance section's name of a player's optimizer. Where a reference steps two networks by two optimizers of the
     * same numbers, one for both computes the same.
     */
    default String optimizerOf(String player) {
        return player;
    }

    /** D's objective with the draws of the reference's D step. */
    LossTerms dis();

    /** G's objective with the draws of the reference's G step. */
    LossTerms gen();

    /** Names the terms of D's objective as the reference does. */
    void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss);

    /** Names the terms of G's objective as the reference does. */
    void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss);

    /** Forward results at the initial weights. */
    void outputs(Comparison comparison);

    /** The weights were set anew: what players would share was computed with others. */
    default void loaded() {}

    /** What follows the last turn, such as a moving average. */
    default void afterTurns() {}

    /**
     * The trained array whose moving average a reference's array is.
     *
     * @param name any of the reference's
     * @return the trained array's name; the same name for what is no average
     */
    default String averageOf(String name) {
        return name;
    }

    /** d of the moving averages; 0 where there is none. */
    default double averageDecay() {
        return 0;
    }
}
