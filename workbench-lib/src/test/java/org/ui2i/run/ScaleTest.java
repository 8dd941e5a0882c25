package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ui2i.tensor.Precision;
import org.ui2i.train.Configs;
import org.ui2i.train.History;
import org.ui2i.train.Listener;

class ScaleTest {
    private static final UnitRun UNIT = UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 3);

    @TempDir
    private Path folder;

    @Test
    void settingsNeedNoPrefixAndAreWrittenOnlyWhereTheyAreUnusual() {
        UnitRun run = ModelRun.with(UNIT, List.of("batch=4", "accumulate=2", "precision=bf16"));
        assertEquals(new Scale(1, false, 2, Precision.BF16), run.scale());
        String yaml = Configs.toYaml(run);
        assertTrue(yaml.contains("scale:\n  accumulate: 2\n  precision: bf16\n"), yaml);
        assertEquals(run, Configs.fromYaml(UnitRun.class, yaml));
        assertFalse(Configs.toYaml(UNIT).contains("\nscale:"), "as before there were scales");
        assertEquals(
                Scale.USUAL,
                Configs.fromYaml(UnitRun.class, Configs.toYaml(UNIT)).scale());
    }

    @Test
    void ownImagesAreResizedInProportion() {
        FunitRun run = FunitRun.of(FunitRun.Preset.PAPER, "folder:any", 1);
        assertEquals(140, run.scale().options(128).load());
        assertTrue(run.scale().options(128).flip());
        assertEquals(70, run.scale().options(64).load());
        assertEquals(
                286,
                CycleGanRun.of(CycleGanRun.Preset.PAPER, "folder:any", 1)
                        .scale()
                        .options(256)
                        .load());
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsRead() {
        refused("batch is 2 and accumulate is 3: use a divisor of the batch", "accumulate=3");
        refused("accumulate is 0: use 1 (whole batches) or more parts", "accumulate=0");
        refused("resize is 0.5: use 1 (no windows) up to 4 times the size", "resize=0.5");
        refused("is no folder of own images: use --set resize=1 --set flip=false", "flip=true");
        refused("scale.precision is half: use one of fp32, tf32, bf16", "precision=half");
        UnitRun tf32 = ModelRun.with(UNIT, List.of("precision=tf32"));
        assertTrue(message(() -> tf32.session(1)).contains("precision is tf32"));
    }

    private static void refused(String why, String... sets) {
        String text = message(() -> ModelRun.with(UNIT, List.of(sets)));
        assertTrue(text.contains(why), text);
    }

    private static String message(Runnable what) {
        return assertThrows(IllegalArgumentException.class, what::run).getMessage();
    }

    /** A part of a batch would be another training: the reason is told. */
    @Test
    void modelsWhoseLossesAreOfTheWholeBatchRefuseParts() {
        whole(ModelKind.TUNIT, "mixture:letters,mnist", "mutual information");
        whole(ModelKind.DUNIT, "scenes", "the whole batch's objects");
        whole(ModelKind.PIX2PIX, "emoji-edges", "batch norms");
        whole(ModelKind.STARGAN, "hand-tones", "in another order");
        whole(ModelKind.RELGAN, "glyph-cuts", "switchable norms");
    }

    private static void whole(ModelKind kind, String data, String why) {
        String text = message(() -> kind.run(ModelKind.Preset.TINY, data, List.of("batch=4", "accumulate=2")));
        assertTrue(text.contains(why) && text.endsWith("trains on whole batches, use a smaller one"), text);
    }

    @Test
    void theOthersTrainInParts() {
        for (ModelKind kind :
                List.of(ModelKind.UNIT, ModelKind.MUNIT, ModelKind.FUNIT, ModelKind.COCO_FUNIT, ModelKind.CYCLEGAN)) {
            String data = kind.toString().endsWith("funit") ? "glyph-fonts" : "glyph-styles";
            Session<?> session = kind.run(ModelKind.Preset.TINY, data, List.of("batch=2", "accumulate=2"))
                    .session(2);
            assertTrue(session.summary().endsWith(", in 2 parts"), session.summary());
            session.train(2, Listener.all());
            assertEquals(2, session.training().history().size());
        }
    }

    /** The first losses differ by less than 2 %, the means of six steps by less than 10 %, and none is the same. */
    @ParameterizedTest
    @EnumSource(
            value = ModelKind.class,
            names = {"UNIT", "FUNIT", "STARGAN"})
    void bf16TrainsOnTheCpuCloseToFp32(ModelKind kind) {
        String data =
                kind == ModelKind.STARGAN ? "glyph-cuts" : kind == ModelKind.FUNIT ? "glyph-fonts" : "glyph-styles";
        ModelRun fine = kind.run(ModelKind.Preset.TINY, data, List.of());
        ModelRun coarse = kind.run(ModelKind.Preset.TINY, data, List.of("precision=bf16"));
        Session<?> session = coarse.session(6);
        assertTrue(session.summary().endsWith(", bf16"), session.summary());
        assertTrue(session.config().contains("precision: bf16"), session.config());
        History a = trained(fine.session(6), 6), b = trained(session, 6);
        assertEquals(a.terms(), b.terms());
        assertNotEquals(a.csv(), b.csv());
        same(first(a, "dis/total"), first(b, "dis/total"), 0.02);
        for (String term : List.of("dis/total", "gen/total")) {
            same(a.mean(term, 6), b.mean(term, 6), 0.1);
        }
    }

    private static double first(History history, String term) {
        return History.numbers(history.table()).get(term)[0];
    }

    private static void same(double expected, double found, double share) {
        assertEquals(expected, found, share * Math.max(1, Math.abs(expected)));
    }

    private static History trained(Session<?> session, int steps) {
        session.train(steps, Listener.all());
        return session.training().history();
    }

    @Test
    void aBf16RunInPartsResumesByteForByteAndInItsPrecisionOnly() {
        UnitRun run = ModelRun.with(UNIT, List.of("precision=bf16", "accumulate=2"));
        String straight = trained(run.session(4), 4).csv();
        Session<?> cut = run.session(4);
        cut.training().saving(folder, 2);
        trained(cut, 2);
        Session<?> again = run.session(4);
        again.training().resume(folder);
        assertEquals(straight, trained(again, 2).csv());
        String text = message(() -> UNIT.session(4).training().resume(folder));
        assertTrue(text.contains("scale.accumulate is missing, but 2 in the checkpoint"), text);
    }

    @Test
    void aPartsMemoryIsWhatMustFit() {
        UnitRun parts = ModelRun.with(UNIT, List.of("batch=64", "accumulate=32"));
        Fit fit = Fit.of(parts, 100_000);
        assertTrue(fit.fits());
        assertEquals("Unit at 32 x 32, batch 64 in 32 parts", fit.summary());
    }
}
