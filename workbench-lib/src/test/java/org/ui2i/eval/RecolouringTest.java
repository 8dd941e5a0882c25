package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.tensor.Tensors;

class RecolouringTest {
    private static final ImageSet DAY = Datasets.scenes().a(20),
            NIGHT = Datasets.scenes().b(20);
    private static final Recolouring RECOLOURING = Recolouring.of(DAY, NIGHT);

    private static double[] meanAndSpread(NDArray x, int channel) {
        float[] values = x.get(":, " + channel).toFloatArray();
        double sum = 0, squares = 0;
        for (float v : values) {
            sum += v;
            squares += (double) v * v;
        }
        double mean = sum / values.length;
        return new double[] {mean, Math.sqrt(squares / values.length - mean * mean)};
    }

    /** Against mean and spread computed value by value; what is cut at -1 and 1 moves them a little. */
    @Test
    void eachChannelGetsTheTargetsMeanAndSpread() {
        try (NDManager scope = Tensors.scope()) {
            NDArray y = RECOLOURING.apply(DAY.all(scope)), b = NIGHT.all(scope);
            for (int c = 0; c < 3; c++) {
                double[] wanted = meanAndSpread(b, c), got = meanAndSpread(y, c);
                assertEquals(wanted[0], got[0], 0.02);
                assertEquals(wanted[1], got[1], 0.02);
            }
        }
    }

    @Test
    void theResultIsTheFormulaAndStaysInRange() {
        try (NDManager scope = Tensors.scope()) {
            NDArray a = DAY.all(scope), y = RECOLOURING.apply(a);
            double[] from = meanAndSpread(a, 2), to = meanAndSpread(NIGHT.all(scope), 2);
            double byHand = (a.get("3, 2, 40, 20").getFloat() - from[0]) * to[1] / from[1] + to[0];
            assertEquals(
                    Math.max(-1, Math.min(1, byHand)), y.get("3, 2, 40, 20").getFloat(), 1e-4);
            assertTrue(y.abs().max().getFloat() <= 1);
        }
    }

    @Test
    void otherChannelsAreRefused() {
        ImageSet grey = Datasets.glyphFonts(org.ui2i.data.Split.VAL, 32);
        assertThrows(IllegalArgumentException.class, () -> Recolouring.of(DAY, grey));
    }
}
