package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ui2i.data.Box;
import org.ui2i.data.ImageSet;
import org.ui2i.data.TrueScenes;
import org.ui2i.models.Dunit;
import org.ui2i.nn.Detection;
import org.ui2i.nn.Detector;
import org.ui2i.tensor.Chunks;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/** Scenes whose counterparts in the target domain and whose objects are known (row D1). */
public final class SceneTest {
    private final TrueScenes scenes;
    private final Detector detector;

    private SceneTest(TrueScenes scenes, Detector detector) {
        this.scenes = scenes;
        this.detector = detector;
    }

    /**
     * A test.
     *
     * @param scenes in no training
     * @param detector trained on the source domain, read with a threshold near 0
     * @return the test
     */
    public static SceneTest of(TrueScenes scenes, Detector detector) {
        return new SceneTest(scenes, detector);
    }

    /**
     * Scores a translation.
     *
     * @param translate scenes of A, (B, C, H, W), to B
     * @return the scores
     */
    public SceneScores score(UnaryOperator<NDArray> translate) {
        try (NDManager scope = Tensors.scope()) {
            NDArray drawn = Chunks.of(scenes.images().a().all(scope), translate);
            return of(Images.of(drawn), ap(drawn));
        }
    }

    /**
     * Scores a translator that draws every scene in the mean style of given images.
     *
     * @param translator trained
     * @param references images of B
     * @return the scores
     */
    public SceneScores score(Dunit translator, ImageSet references) {
        try (NDManager scope = Tensors.scope()) {
            NDArray styles = Chunks.of(
                    references.all(scope),
                    b -> Grad.off(() -> translator.gen().b().style(b)));
            NDArray mean = styles.mean(new int[] {0}, true);
            return score(a -> translator.aToB(
                    a, mean.broadcast(a.getShape().get(0), mean.getShape().get(1))));
        }
    }

    /**
     * Average precision of the detector on the test scenes themselves.
     *
     * @param target false: as they are in the source domain, the ceiling of {@link SceneScores#ap}; true: as they are in the
     *     target domain
     * @return mean over classes
     */
    public double ap(boolean target) {
        try (NDManager scope = Tensors.scope()) {
            ImageSet images = target ? scenes.images().b() : scenes.images().a();
            return ap(images.all(scope));
        }
    }

    private double ap(NDArray images) {
        List<List<Detection>> found = detector.detect(images);
        return AveragePrecision.mean(found, scenes.boxes());
    }

    private SceneScores of(Images drawn, double ap) {
        Images truth = Images.of(scenes.images().b());
        drawn.checkLike(truth);
        List<SceneScores.Item> objects = new ArrayList<>();
        List<Double> outside = new ArrayList<>();
        for (int i = 0; i < drawn.count(); i++) {
            double[] errors = errors(drawn, truth, i);
            boolean[] ground = new boolean[errors.length];
            Arrays.fill(ground, true);
            for (Box box : scenes.boxes().get(i)) {
                boolean[] within = within(box, drawn.height(), drawn.width());
                objects.add(new SceneScores.Item(i, box.band(), mean(errors, within)));
                for (int p = 0; p < ground.length; p++) {
                    ground[p] &= !within[p];
                }
            }
            outside.add(mean(errors, ground));
        }
        return new SceneScores(objects, outside, ap);
    }

    /** |y - t| of each pixel of an image, mean over its channels, images in [0, 1]. */
    private static double[] errors(Images y, Images t, int image) {
        int plane = y.height() * y.width();
        double[] errors = new double[plane];
        for (int k = 0; k < y.each(); k++) {
            int at = image * y.each() + k;
            errors[k % plane] += Math.abs(y.values()[at] - t.values()[at]) / 2.0 / y.channels();
        }
        return errors;
    }

    /** Pixels whose middle lies in a box. */
    private static boolean[] within(Box box, int height, int width) {
        boolean[] within = new boolean[height * width];
        for (int p = 0; p < within.length; p++) {
            int column = p % width, row = p / width;
            double x = column + 0.5, y = row + 0.5;
            within[p] = x > box.x0() && x < box.x1() && y > box.y0() && y < box.y1();
        }
        return within;
    }

    private static double mean(double[] values, boolean[] of) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            sum += of[i] ? values[i] : 0;
            n += of[i] ? 1 : 0;
        }
        check(n > 0, "no pixel is left of %d: boxes must hold a pixel and leave one outside", values.length);
        return sum / n;
    }
}
