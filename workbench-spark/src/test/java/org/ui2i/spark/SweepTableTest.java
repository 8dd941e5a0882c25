package org.ui2i.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.eval.Interval;
import org.ui2i.run.RunScore;

class SweepTableTest {
    @Test
    void aChartSaysOverHowManySeedsItIs() {
        Interval one = Interval.t(1), two = Interval.t(1, 2), three = Interval.t(1, 2, 3);
        assertEquals(
                "font top-5, higher is better (95 % over 3 seeds)",
                SweepTable.title(RunScore.TOP5, List.of(three, three)));
        assertEquals(
                "font top-5, higher is better (95 % over 2 to 3 seeds)",
                SweepTable.title(RunScore.TOP5, List.of(three, two)));
        assertEquals("font top-5, higher is better (one seed)", SweepTable.title(RunScore.TOP5, List.of(one)));
    }
}
