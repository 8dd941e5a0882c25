package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.tensor.Tensors;

class SelfCheckTest {
    private static final LossWeights WEIGHTS =
            LossWeights.none().with("recon", 10).with("kl", 1);

    private static LossTerms terms(NDManager m, float recon) {
        return LossTerms.of(WEIGHTS).add("recon", m.create(recon)).add("kl", m.create(2f));
    }

    @Test
    void equalTermsAreListedWithTheTotal() {
        try (NDManager m = Tensors.scope()) {
            String table = SelfCheck.terms("G", terms(m, 0.5f), terms(m, 0.5f), 1e-6);
            assertEquals(4, table.lines().count(), table); // heading, two terms, total
            assertTrue(table.lines().skip(1).allMatch(line -> line.endsWith("OK")), table);
            assertTrue(table.contains("total") && table.contains("7.000000"), table);
        }
    }

    @Test
    void anotherValueIsNamed() {
        try (NDManager m = Tensors.scope()) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> SelfCheck.terms("G", terms(m, 0.51f), terms(m, 0.5f), 1e-6));
            assertTrue(e.getMessage().startsWith("G: recon is 0.50999"), e.getMessage());
        }
    }

    @Test
    void aMissingTermIsNamed() {
        try (NDManager m = Tensors.scope()) {
            LossTerms less = LossTerms.of(WEIGHTS).add("recon", m.create(1f));
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> SelfCheck.terms("G", less, terms(m, 1f), 1e-6));
            assertTrue(e.getMessage().contains("[recon, total], the library [recon, kl, total]"), e.getMessage());
        }
    }

    @Test
    void anUnsolvedExerciseSaysItsHintAndAFailingOneDoesNotThrow() {
        assertEquals("not solved yet. Hint: count", SelfCheck.<Integer>exercise(null, n -> n == 3, "count"));
        assertEquals("solved", SelfCheck.exercise(3, n -> n == 3, "count"));
        assertEquals("not right yet (4). Hint: count", SelfCheck.exercise(4, n -> n == 3, "count"));
        assertTrue(SelfCheck.exercise(4, n -> 1 / (n - 4) == 1, "count").startsWith("not right yet: it ends in"));
    }
}
