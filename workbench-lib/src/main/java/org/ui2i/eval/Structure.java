package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.ui2i.data.Edges;
import org.ui2i.eval.paper.PerceptualDistance;
import org.ui2i.tensor.Grad;

/** Whether an output keeps what its input shows, whatever its look. */
public final class Structure {
    private Structure() {}

    /**
     * Distance of features that no longer hold an image's style: the mean of {@link PerceptualDistance#dipd}, on the maps of
     * another network than VGG.
     *
     * @param maps (B, C, H, W) of the inputs, such as {@link Judge#maps} gives
     * @param others of the outputs, the same shape
     * @return 0 (kept) to about 2 (unrelated) or 4 (opposite)
     */
    public static double dipd(NDArray maps, NDArray others) {
        return Scores.mean(PerceptualDistance.dipd(maps, others));
    }

    /**
     * Overlap of two masks, mean over images.
     * <pre>IoU = |a and b| / |a or b|; 1 if both are empty</pre>
     *
     * @param a (B, ...), true or nonzero inside
     * @param b the same shape
     * @return in [0, 1]
     */
    public static double iou(NDArray a, NDArray b) {
        return Scores.mean(iouEach(a, b));
    }

    /** The overlap of each pair of masks. */
    static double[] iouEach(NDArray a, NDArray b) {
        checkLike(a, b);
        double[][] x = masks(a), y = masks(b);
        double[] each = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double both = 0, any = 0;
            for (int k = 0; k < x[i].length; k++) {
                both += x[i][k] != 0 && y[i][k] != 0 ? 1 : 0;
                any += x[i][k] != 0 || y[i][k] != 0 ? 1 : 0;
            }
            each[i] = any == 0 ? 1 : both / any;
        }
        return each;
    }

    private static double[][] masks(NDArray x) {
        try (NDArray floats = x.toType(DataType.FLOAT32, true)) {
            return Rows.of(floats);
        }
    }

    /**
     * Where something dark stands on a light ground, for {@link #iou}.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @param level pixels whose mean over the channels is below it count; 0: halfway between ink and paper
     * @return (B, 1, H, W), true inside, on x's manager
     */
    public static NDArray dark(NDArray x, double level) {
        return Grad.off(() -> x.mean(new int[] {1}, true).lt(level));
    }

    /**
     * How far the edges of outputs are from the line drawings they were made of.
     * <pre>mean |edges(y) - x|, in [0, 1]</pre>
     * 0 for the pictures the drawings were made of. Print it beside the same for other real images.
     *
     * @param drawings (B, C, H, W) in [-1, 1], as {@code Datasets.emojiEdges} gives as domain A
     * @param outputs the same shape
     * @return in [0, 1]
     */
    public static double edges(NDArray drawings, NDArray outputs) {
        checkLike(drawings, outputs);
        return Scores.l1(drawings, Edges.of(outputs));
    }

    /**
     * Whose drawing outputs show: share of outputs whose edges are nearest to their own drawing's among all, however strong
     * and in whatever colours they are drawn ({@link Retrieval}: directions of centred means of 8 x 8 cells). Unlike
     * {@link #edges} it does not prefer few and pale lines; a blank page finds nothing.
     *
     * @param drawings (B, C, H, W) in [-1, 1], as {@code Datasets.emojiEdges} gives as domain A
     * @param outputs the same shape, item i of drawing i
     * @return in [0, 1]; by chance 1 / B
     */
    public static double found(NDArray drawings, NDArray outputs) {
        checkLike(drawings, outputs);
        return Retrieval.of(drawings, Edges.of(outputs)).bToA();
    }

    /** Whether each output's own drawing is the nearest. */
    static boolean[] foundEach(NDArray drawings, NDArray outputs) {
        checkLike(drawings, outputs);
        return Retrieval.bToA(drawings, Edges.of(outputs));
    }

    private static void checkLike(NDArray a, NDArray b) {
        for (NDArray one : List.of(a, b)) {
            check(one.getShape().dimension() >= 2, "shape %s: give (B, ...)", one.getShape());
        }
        check(a.getShape().equals(b.getShape()), "%s against %s: compare equal shapes", a.getShape(), b.getShape());
    }
}
