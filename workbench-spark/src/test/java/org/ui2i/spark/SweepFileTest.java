package org.ui2i.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.models.FunitArm;
import org.ui2i.models.UnitArm;
import org.ui2i.run.FunitRun;
import org.ui2i.run.ModelKind;
import org.ui2i.run.RunScore;
import org.ui2i.run.UnitRun;

class SweepFileTest {
    private static final String BEGIN = "model: unit\ndata: glyph-styles\npreset: tiny\nsteps: 2\n";

    @TempDir
    private Path folder;

    private SweepFile read(String text) throws IOException {
        Path file = folder.resolve("sweep.yaml");
        Files.writeString(file, text);
        return SweepFile.read(file);
    }

    private String refusal(String text) {
        return assertThrows(
                        IllegalArgumentException.class, () -> read(text).cells().forEach(Cell::run))
                .getMessage();
    }

    @Test
    void everyValueMeetsEveryOtherInEveryArmWithEverySeed() throws IOException {
        List<Cell> cells = read(BEGIN + "seeds: [1, 7]\nset: {batch: 3}\ngrid: {filters: [4, 6], size: [32, 64]}\n"
                        + "arms: {base: {}, no-cycle: {weights.cycle: 0}}\n")
                .cells();
        assertEquals(16, cells.size());
        assertEquals("base, filters=4, size=32, seed 1", cells.get(0).toString());
        assertEquals("base, filters=4, size=32, seed 7", cells.get(1).toString());
        assertEquals("no-cycle, filters=6, size=64, seed 7", cells.get(15).toString());
        UnitRun last = (UnitRun) cells.get(15).run();
        assertEquals(3, last.batch());
        assertEquals(6, last.model().filters());
        assertEquals(0, last.model().weights().cycle());
        assertEquals(7, last.seed());
        assertTrue(((UnitRun) cells.get(0).run()).model().weights().cycle() > 0);
        assertEquals(16, cells.stream().map(Cell::key).distinct().count());
    }

    @Test
    void modelDataPresetAndStepsAreFieldsToo() throws IOException {
        List<Cell> cells = read(BEGIN + "seeds: [1]\ngrid: {model: [unit, cyclegan], steps: [2, 3]}\n"
                        + "arms: {tiny: {}, own: {data: 'folder:it''s #1', preset: lab}}\n")
                .cells();
        assertEquals(8, cells.size());
        assertEquals(
                new Cell.Base(ModelKind.CYCLEGAN, "folder:it's #1", ModelKind.Preset.LAB, 3),
                cells.get(7).base());
    }

    @Test
    void withoutGridAndArmsThereIsACellASeed() throws IOException {
        SweepFile file = read(BEGIN.replace("unit", "coco-funit").replace("glyph-styles", "glyph-fonts")
                + "seeds: [1, 2]\nscores: [top5]\n");
        assertEquals(List.of(RunScore.TOP5), file.scores());
        assertEquals(
                List.of("all, seed 1", "all, seed 2"),
                file.cells().stream().map(Cell::toString).toList());
    }

    @Test
    void theKeyIsOfTheWholeTrainingAndOfNothingElse() throws IOException {
        String key = read(BEGIN + "seeds: [1]\n").cells().get(0).key();
        assertEquals(
                key,
                read(BEGIN + "seeds: [2, 1]\narms: {x: {filters: 4}}\n")
                        .cells()
                        .get(1)
                        .key());
        assertNotEquals(key, read(BEGIN + "seeds: [2]\n").cells().get(0).key());
        assertNotEquals(
                key,
                read(BEGIN.replace("2", "3") + "seeds: [1]\n").cells().get(0).key());
        assertNotEquals(
                key,
                read(BEGIN + "seeds: [1]\nset: {optimizer.learningRate: 1e-5}\n")
                        .cells()
                        .get(0)
                        .key());
    }

    @Test
    void whatIsWrongIsNamedWithTheNearestRight() {
        assertTrue(refusal(BEGIN + "seed: [1]\n").contains("\"seed\": did you mean \"seeds\"?"));
        assertTrue(refusal(BEGIN + "seeds: [1]\ngrid: {filtres: [4]}\n").contains("did you mean \"filters\"?"));
        assertTrue(refusal(BEGIN + "seeds: [1]\nscores: [fid]\n").contains("scores is fid: use one of l1"));
        assertTrue(refusal(BEGIN.replace("unit", "unet") + "seeds: [1]\n").contains("model is unet: use one of unit"));
        assertTrue(refusal(BEGIN + "seeds: []\n").contains("seeds is empty"));
        assertTrue(refusal(BEGIN + "seeds: [1, 1]\n").contains("give each seed once"));
        assertTrue(refusal(BEGIN + "seeds: [1]\ngrid: {batch: []}\n").contains("grid.batch has no value"));
        assertTrue(refusal(BEGIN + "seeds: [1]\nset: {seed: 3}\n").contains("list seeds under seeds"));
        assertTrue(refusal(BEGIN + "seeds: [1]\ngrid: {batch: [2]}\narms: {a: {batch: 3}}\n")
                .contains("batch is in arms.a and in grid"));
        assertTrue(refusal("a: [\n").contains("sweep.yaml: this is no YAML: line 2"));
    }

    @Test
    void theGridsThatShipAreWhatTheySay() throws IOException {
        Path sweeps = Path.of(System.getProperty("ui2i.root"), "sweeps");
        assertEquals(
                List.of("20", "60", "100", "140"),
                SweepFile.read(sweeps.resolve("funit-classes.yaml")).cells().stream()
                        .map(Cell::point)
                        .map(point -> point.get("fonts"))
                        .distinct()
                        .toList());
        FunitRun funit = (FunitRun) SweepFile.read(sweeps.resolve("funit-classes.yaml"))
                .cells()
                .get(9)
                .run();
        assertEquals(FunitArm.FONTS_140.config(), funit.model());
        List<Cell> unit = SweepFile.read(sweeps.resolve("unit-ablation.yaml")).cells();
        assertEquals(
                List.of("shared-0", "shared-1", "shared-2", "shared-0-no-cycle", "no-cycle", "no-gan"),
                unit.stream().map(Cell::arm).distinct().toList());
        assertEquals(18, unit.size());
        assertEquals(Map.of(), unit.get(0).point());
        assertEquals(UnitArm.BASE.config(), ((UnitRun) unit.get(3).run()).model());
        assertEquals(UnitArm.SHARED_2.config(), ((UnitRun) unit.get(6).run()).model());
        assertEquals(UnitArm.NO_CYCLE.config(), ((UnitRun) unit.get(12).run()).model());
    }
}
