package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ui2i.data.Pair;
import org.ui2i.plot.AltText;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Listener;
import org.ui2i.train.Progress;

class SamplesTest {
    private static final int STEPS = 2;

    private static Session<?> session(ModelKind kind) {
        String data =
                switch (kind) {
                    case FUNIT, COCO_FUNIT -> "glyph-fonts";
                    case TUNIT -> "mixture:letters,mnist";
                    case DUNIT -> "scenes";
                    case PIX2PIX -> "emoji-edges";
                    case STARGAN, RELGAN -> "glyph-cuts";
                    default -> "glyph-styles";
                };
        return kind.run(ModelKind.Preset.TINY, data, List.of()).session(STEPS);
    }

    @ParameterizedTest
    @EnumSource
    void drawingBetweenStepsChangesNoLossAndNoWeight(ModelKind kind) {
        Session<?> plain = session(kind), drawing = session(kind);
        plain.train(STEPS, Listener.all());
        drawing.train(STEPS, new Listener() {
            @Override
            public void stepped(Progress progress) {
                if (progress.step() == 1) {
                    SampleGrid.picture(drawing);
                }
            }
        });
        assertEquals(
                plain.training().history().csv(), drawing.training().history().csv());
        assertEquals(plain.training().weightsHash(), drawing.training().weightsHash());
    }

    @Test
    void theSameNetworksDrawTheSamePictureAndTrainedOnesAnother() {
        Session<?> session = session(ModelKind.STARGAN);
        BufferedImage before = SampleGrid.picture(session);
        assertEquals(hash(before), hash(SampleGrid.picture(session)));
        assertEquals(hash(before), hash(SampleGrid.picture(session(ModelKind.STARGAN))));
        assertEquals("step 0: 3 rows of up to 8 images; rows x, bold, italic", AltText.of(before));
        assertTrue(before.getWidth() > 500 && before.getWidth() <= 700, "width " + before.getWidth());
        session.train(1, Listener.all());
        assertNotEquals(hash(before), hash(SampleGrid.picture(session)));
    }

    private static int hash(BufferedImage image) {
        return Arrays.hashCode(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }

    @Test
    void rowsAreInputsAndWhatTheModelsOwnTranslationDrawsOfThem() {
        UnitRun run = UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 3);
        Session<Pair> session = run.session(1);
        try (NDManager scope = Tensors.scope()) {
            Pair x = session.data().batch(new Step(scope, 3, 1));
            Map<String, NDArray> rows = session.samples().of(x);
            assertEquals(List.of("x_A", "x_AB", "x_B", "x_BA"), List.copyOf(rows.keySet()));
            assertEquals(run.networks().aToB(x.a()), rows.get("x_AB"));
            assertEquals(x.b(), rows.get("x_B"));
        }
    }

    @Test
    void eachImagesSuccessorEndsWithTheFirst() {
        try (NDManager scope = Tensors.scope()) {
            float[] next = SampleRows.next(scope.create(new float[] {1, 2, 3}).reshape(3, 1))
                    .toFloatArray();
            assertEquals(List.of(2f, 3f, 1f), List.of(next[0], next[1], next[2]));
        }
    }
}
