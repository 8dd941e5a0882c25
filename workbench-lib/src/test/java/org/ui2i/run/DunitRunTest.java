package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ui2i.data.Datasets;
import org.ui2i.nn.Part;
import org.ui2i.run.DunitRun.Preset;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;
import org.ui2i.train.History;
import org.ui2i.train.Listener;

class DunitRunTest {
    private static final DunitRun TINY = DunitRun.of(Preset.TINY, "scenes", 3);

    private static float[] some(Part part) {
        return part.state().values().iterator().next().toFloatArray();
    }

    @Test
    void theDetectorTrainsFirstAndThenStandsStill() {
        Session<?> session = TINY.session(4);
        Part detector = session.networks().get("detector");
        session.train(2, Listener.all());
        float[] taught = some(detector);
        session.train(2, Listener.all());
        assertArrayEquals(taught, some(detector));
        History history = session.training().history();
        assertEquals(2, history.table().doubleColumn("detector/total").countMissing());
        for (String later : List.of("dis/total", "gen/total", "content/total")) {
            assertEquals(2, history.table().doubleColumn(later).countMissing(), later);
        }
        assertEquals(List.of("detector", "gen"), List.copyOf(session.networks().keySet()));
    }

    /** Half of a phase at the full rate, then down: as a run without decay until then, and no longer. */
    @ParameterizedTest
    @CsvSource({"4, detector", "0, gen"})
    void theRateFallsInTheSecondHalfOfEachPhase(int detectorSteps, String network) {
        List<String> phase = List.of("detector.steps=" + detectorSteps, "batch=1");
        Session<?> steady =
                ModelRun.with(ModelRun.with(TINY, phase), List.of("decay=0")).session(4);
        Session<?> falling =
                ModelRun.with(ModelRun.with(TINY, phase), List.of("decay=0.5")).session(4);
        Part one = steady.networks().get(network), other = falling.networks().get(network);
        steady.train(2, Listener.all());
        falling.train(2, Listener.all());
        assertArrayEquals(some(one), some(other));
        steady.train(1, Listener.all());
        falling.train(1, Listener.all());
        assertFalse(Arrays.equals(some(one), some(other)));
    }

    @Test
    void aDetectorLearnsFromTranslations() {
        DunitRun.Networks translator = TINY.networks();
        float[] before = some(translator.dunit().gen());
        Session<?> adaptation = TINY.adaptation(translator.dunit());
        assertEquals(List.of("detector"), List.copyOf(adaptation.networks().keySet()));
        Part detector = adaptation.networks().get("detector");
        float[] untaught = some(detector);
        adaptation.train(1, Listener.all());
        assertFalse(Arrays.equals(untaught, some(detector)));
        assertArrayEquals(before, some(translator.dunit().gen()));
    }

    @Test
    void trainedNetworksTranslateBothWaysInAStyle() {
        Session<?> session = TINY.session(4);
        session.train(4, Listener.all());
        try (NDManager scope = Tensors.scope()) {
            NDArray x = Datasets.scenes().a(2).all(scope);
            for (Wish wish : List.of(Wish.a2b(), Wish.b2a())) {
                Translator one = Translator.of(session.trained(), wish);
                Translator other = Translator.of(session.trained(), new Wish(wish.direction(), null, 5L, List.of()));
                assertEquals(64, one.size());
                assertEquals(3, one.channels());
                NDArray y = one.translate(x);
                assertEquals(x.getShape(), y.getShape());
                assertTrue(y.sub(other.translate(x)).abs().max().getFloat() > 0, "another style, another image");
            }
        }
    }

    @Test
    void settingsAreYaml() {
        DunitRun wide = ModelRun.with(TINY, List.of("side=0", "batch=3", "detector.steps=7", "weights.consistency=0"));
        assertEquals(0, wide.model().side());
        assertEquals(7, wide.detector().steps());
        assertEquals(wide, Configs.fromYaml(DunitRun.class, Configs.toYaml(wide)));
        assertEquals(0, wide.allPlayers().detector().steps());
    }

    @Test
    void wrongNumbersAreNamed() {
        String data = assertThrows(IllegalArgumentException.class, () -> DunitRun.of(Preset.LAB, "photos", 1))
                .getMessage();
        assertTrue(data.contains("'photos' has no boxes"), data);
        assertTrue(TINY.session(2).summary().endsWith("in all 2 steps: nothing translates yet"));
    }
}
