package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.eval.ArmClaims.Measure;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.Claim.Verdict;

class ArmClaimsTest {
    private static final Measure<Double> L1 = new Measure<>("L1", Better.LOWER, x -> x);

    private static ArmClaims<Double> claims() {
        return new ArmClaims<Double>("X1", 40, "abc")
                .arm("both", List.of(0.10, 0.20, 0.30))
                .arm("one", List.of(0.11, 0.21, 0.31));
    }

    @Test
    void armsArePairedBySeeds() {
        Claim claim = claims().against(L1, "both", "one").rows().get(0).claim();
        assertEquals("L1, both; baseline: one", claim.arm());
        assertEquals(0.2, claim.value(), 1e-12);
        assertEquals(0.21, claim.baseline(), 1e-12);
        assertEquals(
                Verdict.HOLDS, claim.verdict(Better.LOWER), "0.01 below with every seed, however much seeds differ");
        assertEquals(40, claim.n());
        assertEquals(3, claim.seeds());
    }

    @Test
    void aFixedBaselineMeetsTheSpreadOverSeeds() {
        ClaimTable.Row row = claims().against(L1, "both", "input", 0.21).rows().get(0);
        assertEquals(Verdict.UNDECIDED, row.verdict());
        assertEquals(0.21, row.claim().baseline(), 1e-12);
        assertEquals("L1, both; baseline: input", row.claim().arm());
        assertEquals(
                Verdict.HOLDS,
                claims().against(L1, "both", "input", 0.11, 0.21, 0.31)
                        .rows()
                        .get(0)
                        .verdict());
    }

    @Test
    void whatWasNotTrainedIsNamed() {
        assertEquals(
                "no run of the arm none: train it first",
                assertThrows(IllegalArgumentException.class, () -> claims().against(L1, "none", "one"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> claims().arm("empty", List.of()));
    }
}
