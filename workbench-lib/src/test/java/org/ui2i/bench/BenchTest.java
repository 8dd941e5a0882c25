package org.ui2i.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ui2i.run.ModelKind;
import org.ui2i.run.Session;

class BenchTest {
    /** The settings fit the images that are written for them, at both sizes. */
    @ParameterizedTest
    @EnumSource(ModelKind.class)
    void everyModelIsReadyToBeMeasured(ModelKind model, @TempDir Path images) throws IOException {
        for (BenchCase.Size size : BenchCase.Size.values()) {
            BenchCase what = new BenchCase(model, size);
            Path folder = images.resolve(size.toString());
            NoiseFolders.write(folder, what.folders(), what.pixels());
            Session<?> session = what.run(folder).session(1);
            assertTrue(session.data().batchSize() <= 4, session.summary());
            assertTrue(session.training().count() > 100_000, session.summary());
        }
    }

    @Test
    void aStepIsMeasured() throws IOException {
        BenchResult unit = Bench.of(new BenchCase(ModelKind.UNIT, BenchCase.Size.LAB), 2);
        assertEquals(2, unit.step().n());
        assertEquals(2, unit.reference().n());
        assertEquals(0, unit.leftArrays());
        assertTrue(unit.step().median() > unit.draw().median(), "a step takes longer than drawing: " + unit);
        assertTrue(unit.share() > 0.01 && unit.share() < 1.5, "share " + unit.share());
        assertTrue(unit.calls() > 500 && unit.calls() < 100_000, "calls " + unit.calls());
        assertTrue(Double.isNaN(unit.peakMb()) || unit.peakMb() > 100, "MB " + unit.peakMb());
        assertEquals(unit, BenchTable.read(BenchTable.json(unit)));
        String table = BenchTable.markdown(List.of(unit));
        assertTrue(table.contains("| unit, lab | 64, 2 |") && table.contains(" (10.4) |"), table);
    }

    @Test
    void noStepsAreRefused() {
        BenchCase what = new BenchCase(ModelKind.UNIT, BenchCase.Size.LAB);
        assertThrows(IllegalArgumentException.class, () -> Bench.of(what, 0));
    }
}
