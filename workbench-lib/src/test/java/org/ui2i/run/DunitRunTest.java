package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
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
