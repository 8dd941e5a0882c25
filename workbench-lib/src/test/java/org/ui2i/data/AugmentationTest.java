package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Regions;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class AugmentationTest {
    private static final Augmentation ALL = new Augmentation(0.5, true, 0.4);
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private Draws draws(long step) {
        return Draws.seeded(7, step, manager);
    }

    private NDArray images(int n, int channels) {
        return draws(99)
                .uniform(Draws.Stream.NOISE, new Shape(n, channels, 8, 8))
                .mul(manager.create(2f))
                .sub(1f);
    }

    @Test
    void sameSeedSameResult() {
        NDArray x = images(5, 3);
        float[] once = ALL.apply(x, draws(1)).toFloatArray();
        assertArrayEquals(once, ALL.apply(x, draws(1)).toFloatArray());
        assertFalse(Arrays.equals(once, ALL.apply(x, draws(2)).toFloatArray()));
        Draws two = draws(1);
        assertArrayEquals(once, ALL.apply(x, two).toFloatArray());
        assertFalse(Arrays.equals(once, ALL.apply(x, two).toFloatArray()), "a second view is another");
    }

    @Test
    void valuesStayInRange() {
        for (int channels : new int[] {1, 3}) {
            NDArray y =
                    new Augmentation(0.3, true, 0.9).apply(images(32, channels).sign(), draws(1));
            assertTrue(y.max().getFloat() <= 1 && y.min().getFloat() >= -1, "all black or white before");
        }
    }

    @Test
    void aFlipMirrorsAndOnlySomeImages() {
        NDArray x = images(32, 1);
        NDArray y = new Augmentation(1, true, 0).apply(x, draws(1));
        NDArray mirror = x.flip(3);
        int mirrored = 0;
        for (int i = 0; i < 32; i++) {
            double kept = y.get(i).sub(x.get(i)).abs().max().getFloat();
            double turned = y.get(i).sub(mirror.get(i)).abs().max().getFloat();
            assertTrue(Math.min(kept, turned) < 1e-5, "image " + i + " is neither");
            mirrored += turned < kept ? 1 : 0;
        }
        assertTrue(mirrored > 6 && mirrored < 26, mirrored + " of 32 are mirrored");
    }

    /** A ramp from left to right stays one, with a smaller slope: the window's share of the edge. */
    @Test
    void aWindowIsEnlarged() {
        float[] ramp = new float[8 * 64];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (i % 8) / 8f;
        }
        NDArray y = new Augmentation(0.5, false, 0).apply(Tensors.of(manager, ramp, new Shape(8, 1, 8, 8)), draws(1));
        float least = 1;
        for (int i = 0; i < 8; i++) {
            float[] row = y.get(i).get(0).get(4).toFloatArray();
            float slope = (row[5] - row[2]) / 3 * 8;
            assertTrue(slope > 0.49 && slope < 1.01, "slope " + slope);
            least = Math.min(least, slope);
        }
        assertTrue(least < 0.9, "some windows are smaller");
    }

    @Test
    void identityAndMirrorAreExactWindows() {
        NDArray x = images(2, 1);
        float[] a = {1, 0, 0, 0, 1, 0, -1, 0, 0, 0, 1, 0};
        NDArray y = Regions.sample(
                x,
                Tensors.of(manager, a, new Shape(2, 2, 3)),
                (int) x.getShape().get(2),
                (int) x.getShape().get(3),
                Regions.Outside.BORDER);
        assertArrayEquals(x.get(0).toFloatArray(), y.get(0).toFloatArray(), 1e-5f);
        assertArrayEquals(x.flip(3).get(1).toFloatArray(), y.get(1).toFloatArray(), 1e-5f);
    }

    @Test
    void onlyColourImagesChangeTheirColours() {
        Augmentation colours = new Augmentation(1, false, 0.5);
        NDArray grey = images(3, 1), colour = images(3, 3);
        assertSame(grey, colours.apply(grey, draws(1)));
        assertFalse(Arrays.equals(
                colour.toFloatArray(), colours.apply(colour, draws(1)).toFloatArray()));
        NDArray flat = manager.full(new Shape(1, 3, 8, 8), -1f);
        assertArrayEquals(flat.toFloatArray(), colours.apply(flat, draws(1)).toFloatArray(), "black stays black");
        assertSame(colour, Augmentation.NONE.apply(colour, draws(1)));
    }

    /** A grey picture in three channels has no saturation to change: its channels stay equal. */
    @Test
    void greyStaysGrey() {
        NDArray grey = images(4, 1).broadcast(4, 3, 8, 8);
        NDArray y = new Augmentation(0.5, true, 0.5).apply(grey, draws(1));
        assertArrayEquals(y.get(":, 0").toFloatArray(), y.get(":, 2").toFloatArray(), 1e-5f);
    }

    @Test
    void wrongSharesAreNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, false, 0));
        assertTrue(e.getMessage().contains("smallest window is 0.0"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Augmentation(1, false, 1));
    }

    @Test
    void unlabelledImagesComeInTwoViews() {
        UnlabelledImages data =
                UnlabelledImages.of(Datasets.glyphFonts(Split.VAL, 32)).batch(4);
        Views x = data.batch(new Step(manager, 5, 2));
        assertEquals(new Shape(4, 1, 32, 32), x.x().getShape());
        assertEquals(x.x().getShape(), x.view().getShape());
        assertFalse(x.x().equals(x.view()));
        assertArrayEquals(
                x.view().toFloatArray(),
                data.batch(new Step(manager, 5, 2)).view().toFloatArray());
        UnlabelledImages plain = data.views(Augmentation.NONE, Augmentation.NONE);
        assertArrayEquals(
                x.x().toFloatArray(),
                plain.batch(new Step(manager, 5, 2)).view().toFloatArray());
        assertFalse(data.hash().equals(plain.hash()));
        assertThrows(IllegalArgumentException.class, () -> data.batch(1));
    }
}
