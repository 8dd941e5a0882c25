package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ui2i.FaultCounts;
import org.ui2i.core.ResidentMemory;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.History;
import org.ui2i.train.Listener;

/** A training neither slows down nor grows. */
class SteadyTest {
    private static final int EARLY = 100, WINDOW = 100;

    @Test
    void lateStepsTakeAsLongAsEarlyOnes() {
        int steps = FaultCounts.count(400, 5000);
        double most = FaultCounts.count(150, 105) / 100.0; // beside other work few steps vary more than many
        Session<?> session = ModelKind.UNIT
                .run(ModelKind.Preset.TINY, "glyph-styles", List.of())
                .session(steps);
        session.train(EARLY, Listener.all());
        int arrays = Tensors.root().getManagedArrays().size();
        double mb = ResidentMemory.nowMb();
        session.train(steps - EARLY, Listener.all());
        assertEquals(arrays, Tensors.root().getManagedArrays().size(), "arrays that no step lets go");
        double grown = ResidentMemory.nowMb() - mb;
        double[] seconds = Objects.requireNonNull(
                History.numbers(session.training().history().timing()).get("seconds"));
        double early = median(seconds, EARLY - WINDOW / 2), late = median(seconds, steps - WINDOW);
        FaultCounts.figure(
                "a step of UNIT (tiny): %.2f ms at step %d, %.2f ms at step %d (medians of %d, ratio %.3f); between them %d"
                        + " arrays and %.0f MB more",
                1000 * early, EARLY, 1000 * late, steps, WINDOW, late / early, 0, grown);
        assertTrue(late < most * early, late + " s against " + early);
    }

    private static double median(double[] seconds, int from) {
        double[] sorted = Arrays.copyOfRange(seconds, from, from + WINDOW);
        Arrays.sort(sorted);
        return (sorted[WINDOW / 2 - 1] + sorted[WINDOW / 2]) / 2;
    }
}
