package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Split;
import org.ui2i.eval.UnitScores;
import org.ui2i.models.Unit;

class RunScoreTest {
    private static ModelRun tiny(ModelKind model, String data) {
        return model.run(ModelKind.Preset.TINY, data, List.of());
    }

    @Test
    void aModelIsScoredByWhatItsDataKnowTheTruthOf() {
        assertEquals("[l1, sharpness, cycle, retrieval]", names(ModelKind.UNIT, "emoji-drawers"));
        assertEquals("[l1, sharpness, cycle]", names(ModelKind.CYCLEGAN, "glyph-styles"));
        assertEquals("[l1, sharpness, letter, top1, top5]", names(ModelKind.COCO_FUNIT, "glyph-fonts"));
        assertEquals("[]", names(ModelKind.FUNIT, "glyph-fonts-placed"));
        assertEquals("[]", names(ModelKind.UNIT, "digits"));
        assertEquals("[]", names(ModelKind.UNIT, "folder:own"));
        assertEquals("[]", names(ModelKind.MUNIT, "glyph-styles"));
    }

    private static String names(ModelKind model, String data) {
        return RunScore.of(tiny(model, data)).toString();
    }

    @Test
    void theScoresOfUnitAreThoseOfItsClaims() {
        UnitRun run = (UnitRun) tiny(ModelKind.UNIT, "glyph-styles");
        Session<?> session = run.session(1);
        Unit same = run.networks();
        UnitScores expected = UnitScores.of(same, run.images().truth(Split.TEST), null);
        Map<RunScore, Double> scores = RunScore.score(run, session);
        assertEquals(RunScore.of(run), scores.keySet());
        assertEquals(expected.l1(), scores.get(RunScore.L1), 1e-9);
        assertEquals(expected.cycle(), scores.get(RunScore.CYCLE), 1e-9);
        assertEquals(expected.retrieval(), scores.get(RunScore.RETRIEVAL), 1e-9);
    }

    @Test
    void whatIsNamedIsScored() {
        ModelRun run = tiny(ModelKind.FUNIT, "glyph-fonts");
        Map<RunScore, Double> scores = RunScore.score(run, run.session(1));
        assertEquals(RunScore.of(run), scores.keySet());
        scores.forEach((score, value) -> assertEquals(0.5, value, score == RunScore.SHARPNESS ? 1e6 : 0.5, "" + score));
        ModelRun none = tiny(ModelKind.MUNIT, "glyph-styles");
        assertEquals(Map.of(), RunScore.score(none, none.session(1)));
    }
}
