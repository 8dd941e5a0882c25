package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
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

    @Test
    void aLessonsHintComesInTheKernelsLanguage() {
        assertEquals(
                "not solved yet. Hint: count() of sharedE and sharedG, once each",
                SelfCheck.<Integer>exercise(null, n -> true, "05.3"));
        System.setProperty("ui2i.language", "ko");
        try {
            assertEquals(
                    "아직 풀지 않았습니다. 힌트: sharedE와 sharedG의 count()를 한 번씩만 셉니다",
                    SelfCheck.<Integer>exercise(null, n -> true, "05.3"));
            assertEquals("맞았습니다", SelfCheck.exercise(3, n -> n == 3, "05.3"));
            assertEquals("아직 아닙니다(4). 힌트: count", SelfCheck.exercise(4, n -> n == 3, "count"));
        } finally {
            System.clearProperty("ui2i.language");
        }
    }

    @Test
    void bothLanguagesHaveTheSameHints() throws IOException {
        assertEquals(
                hints("Hints.properties").keySet(), hints("Hints_ko.properties").keySet());
        hints("Hints_ko.properties")
                .forEach((key, hint) -> assertFalse(hint.toString().isBlank(), key.toString()));
    }

    private static Properties hints(String name) throws IOException {
        try (InputStream in = SelfCheck.class.getResourceAsStream(name)) {
            Properties read = new Properties();
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return read;
        }
    }
}
