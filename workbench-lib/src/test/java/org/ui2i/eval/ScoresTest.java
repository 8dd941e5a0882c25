package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class ScoresTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray image(int height, float... values) {
        return Tensors.of(manager, values, new Shape(1, 1, height, values.length / height));
    }

    @Test
    void l1IsOnImagesInZeroToOne() {
        assertEquals(0.375, Scores.l1(image(1, -1, 1, 0, .5f), image(1, 1, 1, 1, .5f)), 1e-9); // (1 + 0 + .5 + 0) / 4
    }

    @Test
    void nearestTakesTheClosestRealImageOfEach() {
        NDArray real = Tensors.of(manager, new float[] {-1, -1, 1, 1, 0, 0}, new Shape(3, 1, 1, 2));
        NDArray x = Tensors.of(manager, new float[] {1, .5f, -1, 0, 0, 0}, new Shape(3, 1, 1, 2));
        // to (1, 1): .25 / 2; to (-1, -1) or (0, 0): .5 / 2; to (0, 0): 0; in [0, 1]
        assertEquals((.125 + .25 + 0) / 3, Scores.nearest(x, real), 1e-9);
        assertEquals(0, Scores.nearest(real, real), 1e-9);
    }

    @Test
    void ssimOfFlatImagesIsItsLuminanceTerm() {
        NDArray black = manager.full(new Shape(1, 1, 12, 12), -.5f); // 0.25 in [0, 1]
        NDArray white = manager.full(new Shape(1, 1, 12, 12), .5f); // 0.75
        double expected = (2 * .25 * .75 + 1e-4) / (.25 * .25 + .75 * .75 + 1e-4);
        assertEquals(expected, Scores.ssim(black, white), 1e-6);
        assertEquals(1, Scores.ssim(white, white), 1e-9);
    }

    @Test
    void ssimOfANegativeByHand() {
        // 2 x 2, so the window is 2 x 2 with four weights of 1/4; x = 0 1 / 1 0 and its negative: means 1/2, variances
        // 1/4,
        // covariance -1/4
        double expected = (.5 + 1e-4) * (-.5 + 9e-4) / ((.5 + 1e-4) * (.5 + 9e-4));
        assertEquals(expected, Scores.ssim(image(2, -1, 1, 1, -1), image(2, 1, -1, -1, 1)), 1e-6);
    }

    @Test
    void theUniformWindowWeighsItsPixelsAlike() {
        // 7 x 7: one white pixel on black against flat grey; x: mean 1/49, variance 1/49 - 1/49^2
        float[] point = new float[49];
        Arrays.fill(point, -1);
        point[0] = 1;
        double m = 1 / 49., v = m - m * m, grey = .5;
        double expected = (2 * m * grey + 1e-4) * 9e-4 / ((m * m + .25 + 1e-4) * (v + 9e-4));
        NDArray flat = manager.zeros(new Shape(1, 1, 7, 7));
        assertEquals(expected, Scores.ssim(image(7, point), flat, Scores.Window.UNIFORM_7), 1e-6);
        double near = 1 / (1 + 2 * (Math.exp(-2 / 9.) + Math.exp(-8 / 9.) + Math.exp(-2))); // of the middle
        double w = Math.pow(near * Math.exp(-2), 2), u = w - w * w; // of the corner, under the Gaussian
        double gaussian = (2 * w * grey + 1e-4) * 9e-4 / ((w * w + .25 + 1e-4) * (u + 9e-4));
        assertEquals(gaussian, Scores.ssim(image(7, point), flat), 1e-6);
        NDArray x = manager.randomUniform(-1, 1, new Shape(2, 3, 12, 12));
        assertEquals(1, Scores.ssim(x, x, Scores.Window.UNIFORM_7), 1e-9);
    }

    @Test
    void ssimTakesTheMeanOverWholeWindows() {
        // 1 x n images: windows of one pixel have no variance, so each gives its luminance term
        double one = (2 * .5 + 1e-4) / (.25 + 1 + 1e-4);
        assertEquals((one + 1) / 2, Scores.ssim(image(1, 0, 1), image(1, 1, 1)), 1e-6);
    }

    @Test
    void sharpnessIsTheRatioOfGradientEnergies() {
        NDArray real = image(2, -1, 1, -1, 1); // across 1, down 0
        NDArray soft = image(2, -.5f, .5f, -.5f, .5f); // across 1/4
        NDArray both = image(2, -1, 1, 1, -1); // across 1, down 1
        assertEquals(.25, Scores.sharpness(soft, real), 1e-9);
        assertEquals(2, Scores.sharpness(both, real), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> Scores.sharpness(real, image(2, 1, 1, 1, 1)));
    }

    @Test
    void blurKeepsFlatImagesAndSpreadsAPointByItsWeights() {
        NDArray flat = manager.full(new Shape(2, 3, 5, 5), .3f);
        assertArrayEquals(flat.toFloatArray(), Blur.apply(flat, 1.5).toFloatArray(), 1e-6f);
        float[] point = new float[49];
        point[3 * 7 + 3] = 1;
        float[] out = Blur.apply(image(7, point), 0.5).toFloatArray(); // radius 2
        double side = Math.exp(-2), far = Math.exp(-8), sum = 1 + 2 * side + 2 * far;
        assertEquals(1 / (sum * sum), out[24], 1e-6);
        assertEquals(side / (sum * sum), out[25], 1e-6);
        assertEquals(side * far / (sum * sum), out[24 + 2 + 7], 1e-6);
    }

    @Test
    void theBestBlurFindsTheSigmaThatMadeTheTruth() {
        NDArray x = manager.randomUniform(-1, 1, new Shape(2, 1, 16, 16));
        Blur best = Blur.best(x, Blur.apply(x, 1.25));
        assertEquals(1.25, best.sigma());
        assertEquals(0, best.l1(), 1e-7);
        assertEquals(0, Blur.best(x, x).sigma());
    }

    @Test
    void retrievalFindsPartnersWhateverTheDomainsOffset() {
        NDArray a = manager.randomNormal(new Shape(20, 4, 8, 8));
        NDArray b = a.add(manager.randomNormal(new Shape(1, 4, 8, 8)).mul(5)); // a domain's own mean
        Retrieval exact = Retrieval.of(a, b);
        assertEquals(1, exact.aToB());
        assertEquals(1, exact.bToA());
        assertEquals(.05, exact.chance());
        Retrieval noise = Retrieval.of(a, manager.randomNormal(new Shape(20, 4, 8, 8)));
        assertTrue(noise.mean() < .4, "unrelated codes: " + noise);
    }

    @Test
    void retrievalPoolsLargeCodesAndGivesNothingForEqualOnes() {
        NDArray same = manager.ones(new Shape(4, 1, 8, 8));
        assertEquals(0, Retrieval.of(same, same).mean(), "all alike: no partner stands out");
        // codes of 16 x 16 whose 2 x 2 cells cancel leave nothing after pooling to 8 x 8
        float[] values = new float[2 * 256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 2 == 0 ? 1 : -1) * (i < 256 ? 1 : 2);
        }
        NDArray fine = Tensors.of(manager, values, new Shape(2, 1, 16, 16));
        assertEquals(0, Retrieval.of(fine, fine).mean());
    }

    @Test
    void colourCountsPixelsWhoseEveryChannelIsNear() {
        // levels of two pixels, three channels: (0, 0), (100, 100), (200, 200)
        float[] truth = {level(0), level(0), level(100), level(100), level(200), level(200)};
        float[] off = {level(16), level(0), level(100), level(100), level(200), level(183)}; // 16 is near, 17 is not
        Shape shape = new Shape(1, 3, 1, 2);
        NDArray x = Tensors.of(manager, off, shape), y = Tensors.of(manager, truth, shape);
        assertArrayEquals(new double[] {.5}, Scores.inColour(x, y, 16), 1e-12);
        assertArrayEquals(new double[] {1}, Scores.inColour(x, y, 17), 1e-12);
        assertArrayEquals(new double[] {0}, Scores.inColour(x, y, 0), 1e-12);
    }

    private static float level(int value) {
        return value / 127.5f - 1;
    }
}
