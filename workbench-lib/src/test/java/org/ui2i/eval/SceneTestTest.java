package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Box;
import org.ui2i.data.Datasets;
import org.ui2i.data.SizeBand;
import org.ui2i.data.Split;
import org.ui2i.data.TrueScenes;
import org.ui2i.nn.Detection;
import org.ui2i.tensor.Tensors;

class SceneTestTest {
    private static final TrueScenes SCENES = Datasets.scenes().truth(Split.VAL, 40);

    /** Finds all that there is, but in the images' order only. */
    private static List<List<Detection>> all(NDArray images) {
        List<List<Detection>> found = new ArrayList<>();
        for (int i = 0; i < images.getShape().get(0); i++) {
            found.add(SCENES.boxes().get(i).stream()
                    .map(box -> new Detection(box, 0.9))
                    .toList());
        }
        return found;
    }

    private static final SceneTest TEST = SceneTest.of(SCENES, SceneTestTest::all);

    @Test
    void errorsAreTakenInsideAndOutsideBoxes() {
        SceneScores copied = TEST.score(x -> x);
        assertEquals(
                SCENES.boxes().stream().mapToInt(List::size).sum(),
                copied.objects().size());
        assertEquals(40, copied.outside().size());
        assertEquals(1, copied.ap(), 1e-9);
        assertEquals(1, TEST.ap(true), 1e-9);
        assertTrue(copied.inside() > 0.05 && copied.ground() > 0.05, copied.toString());
        // by hand: the first object of the first scene
        Box box = SCENES.boxes().get(0).get(0);
        try (NDManager scope = Tensors.scope()) {
            NDArray a = SCENES.images().a().tensor(scope, 0),
                    b = SCENES.images().b().tensor(scope, 0);
            int x0 = (int) Math.round(box.x0()), x1 = (int) Math.round(box.x1());
            int y0 = (int) Math.round(box.y0()), y1 = (int) Math.round(box.y1());
            String part = ":, :, " + y0 + ":" + y1 + ", " + x0 + ":" + x1;
            double byHand = a.get(part).sub(b.get(part)).abs().mean().getFloat() / 2;
            assertEquals(byHand, copied.objects().get(0).l1(), 1e-6);
            assertEquals(box.band(), copied.objects().get(0).band());
        }
    }

    /** Grey everywhere: wrong by as much in a scene whether it is a small or a large object's. */
    @Test
    void sizesAreScoredApart() {
        SceneScores grey = TEST.score(x -> x.zerosLike());
        double sum = 0;
        int n = 0;
        for (SizeBand band : SizeBand.values()) {
            long count = grey.objects().stream().filter(o -> o.band() == band).count();
            sum += count == 0 ? 0 : count * grey.inside(band);
            n += (int) count;
        }
        assertEquals(grey.inside(), sum / n, 1e-9);
    }
}
