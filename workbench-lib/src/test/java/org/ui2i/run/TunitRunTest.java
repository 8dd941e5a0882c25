package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.run.TunitRun.Preset;
import org.ui2i.train.Configs;
import org.ui2i.train.History;
import org.ui2i.train.Listener;

class TunitRunTest {
    private static final TunitRun TINY = TunitRun.of(Preset.TINY, "mixture:letters,mnist", 3);

    @Test
    void theGuideTrainsAloneFirst() {
        Session<?> session = TINY.session(4);
        session.train(4, Listener.all());
        History history = session.training().history();
        assertEquals(0, history.table().doubleColumn("guide/total").countMissing());
        assertEquals(2, history.table().doubleColumn("gen/total").countMissing());
        assertEquals(List.of("guide", "gen"), List.copyOf(session.networks().keySet()));
    }

    @Test
    void theSummarySaysIfNothingTranslatesYet() {
        String phases = TINY.session(3).summary();
        assertTrue(phases.endsWith("batch 4, seed 3, C alone for 2 steps"), phases);
        String alone = TINY.session(2).summary();
        assertTrue(alone.endsWith("C alone in all 2 steps: D and G come in after 2, nothing translates yet"), alone);
        String none = TINY.allPlayers().session(2).summary();
        assertTrue(none.endsWith("all players from the first step on"), none);
    }

    @Test
    void settingsAreYaml() {
        TunitRun wide = ModelRun.with(TINY, List.of("guide.domains=9", "batch=8", "size=64"));
        assertEquals(9, wide.model().guide().domains());
        assertEquals(64, wide.size());
        assertEquals(wide, Configs.fromYaml(TunitRun.class, Configs.toYaml(wide)));
    }

    @Test
    void wrongNumbersAreNamed() {
        String queue = assertThrows(
                        IllegalArgumentException.class, () -> ModelRun.with(TINY, List.of("contrast.queue=10000"))
                                .session(1))
                .getMessage();
        assertTrue(queue.contains("7488 images, and a queue of 10000 keys would hold an image's own"), queue);
        String one = assertThrows(IllegalArgumentException.class, () -> ModelRun.with(TINY, List.of("batch=1")))
                .getMessage();
        assertTrue(one.contains("batch is 1"), one);
        assertThrows(IllegalArgumentException.class, () -> TunitRun.of(Preset.LAB, "cats", 1));
    }
}
