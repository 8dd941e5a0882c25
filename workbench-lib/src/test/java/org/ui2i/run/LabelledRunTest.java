package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;
import org.ui2i.train.History;
import org.ui2i.train.Listener;

/** Trainings of StarGAN and RelGAN, and what their weights draw. */
class LabelledRunTest {
    private static final StarGanRun STAR = StarGanRun.of(StarGanRun.Preset.TINY, "hand-tones", 3);
    private static final RelGanRun REL = RelGanRun.of(RelGanRun.Preset.TINY, "glyph-cuts", 3);

    @Test
    void theNetworksFitTheData() {
        Session<?> star = STAR.session(4), rel = REL.session(2);
        assertEquals(
                "StarGAN on hand-tones, 6 domains, labels [none, light, medium-light, medium, medium-dark, dark],"
                        + " 16 x 16, batch 4, seed 3",
                star.summary());
        StarGanRun fitted = Configs.fromYaml(StarGanRun.class, star.config());
        assertEquals(3, fitted.model().channels());
        assertTrue(fitted.model().labels().oneOf());
        star.train(4, Listener.all());
        History history = star.training().history();
        assertEquals(2, history.table().doubleColumn("gen/total").countMissing(), "D steps twice for one of G's");
        assertEquals(0, history.table().doubleColumn("dis/gp").countMissing());
        rel.train(2, Listener.all());
        assertTrue(rel.training().history().terms().containsAll(List.of("dis/match", "dis/interp", "gen/ortho")));
        assertEquals(List.of("gen"), List.copyOf(rel.networks().keySet()));
    }

    @Test
    void theInterpolationLossCanBeLeftOut() {
        RelGanRun arm = ModelRun.with(REL, List.of("weights.interp=0"));
        assertEquals(arm, Configs.fromYaml(RelGanRun.class, Configs.toYaml(arm)));
        Session<?> session = arm.session(1);
        session.train(1, Listener.all());
        assertFalse(session.training().history().terms().contains("dis/interp"));
    }

    @Test
    void labelsDecideWhatIsDrawn() {
        try (NDManager scope = Tensors.scope()) {
            NDArray x = Datasets.labelled("glyph-cuts")
                    .size(16)
                    .truth("regular", "bold", Split.TEST)
                    .take(0, 60)
                    .a()
                    .all(scope);
            Session<?>
                    star =
                            StarGanRun.of(StarGanRun.Preset.TINY, "glyph-cuts", 3)
                                    .session(1),
                    rel = REL.session(1);
            Trained s = star.trained(), r = rel.trained();
            float[] regular = draw(s, Map.of(), x), bold = draw(s, Map.of("bold", 1.0), x);
            assertFalse(Arrays.equals(regular, bold));
            float[] none = draw(r, Map.of("bold", 0.0), x), all = draw(r, Map.of("bold", 1.0, "italic", -1.0), x);
            assertFalse(Arrays.equals(none, all));
            assertArrayEquals(
                    Arrays.copyOf(all, 256), draw(r, Map.of("bold", 1.0, "italic", -1.0), x.get("0:1")), 1e-5f);
        }
    }

    private static float[] draw(Trained trained, Map<String, Double> labels, NDArray x) {
        return Translator.of(trained, Wish.labelled(labels)).translate(x).toFloatArray();
    }

    @Test
    void wrongWishesAreNamed() {
        Trained star = STAR.session(1).trained(), rel = REL.session(1).trained();
        refused(star, Wish.labelled(Map.of()), "stargan draws in one of its domains: add --label with one of [none");
        refused(star, Wish.labelled(Map.of("light", 0.5)), "add --label with one of");
        refused(star, Wish.labelled(Map.of("light", 2.0)), "a label's number is 2.0: use 0 (without) or 1 (with)");
        refused(star, Wish.labelled(Map.of("bold", 1.0)), "there is no label \"bold\": the labels are [none");
        refused(star, Wish.like(Path.of("x.png")), "leave out --class");
        refused(rel, Wish.a2b(), "add --label, such as --label 'bold=1', of [bold, italic]");
        refused(rel, Wish.labelled(Map.of("bold", 1.0)).styledLike(Path.of("x.png")), "leave out --style");
        Trained unit =
                UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 3).session(1).trained();
        refused(unit, Wish.labelled(Map.of("bold", 1.0)), "unit knows no labels: leave out --label");
        assertThrows(IllegalArgumentException.class, () -> RelGanRun.of(RelGanRun.Preset.LAB, "glyph-styles", 1));
    }

    private static void refused(Trained trained, Wish wish, String why) {
        String text = assertThrows(IllegalArgumentException.class, () -> Translator.of(trained, wish))
                .getMessage();
        assertTrue(text.contains(why), text);
    }
}
