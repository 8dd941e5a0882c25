package org.ui2i.loss;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.data.Box;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.CenterMaps;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Regions;
import org.ui2i.tensor.Tensors;

/**
 * The detector should find the same objects after the translation as before (DUNIT: L1 between matched boxes).
 *
 * <p>Boxes that a detector hands out have no gradient: a peak is chosen, a threshold cuts, suppression deletes, and the
 * numbers leave the engine. A loss on them would be a constant to the generator. So each object of the input is read
 * softly off the maps, which are differentiable in the image. Around its box (a cell more on each side) the class's
 * heat says how likely each cell is the centre; box and score are the means under this distribution:
 * <pre>w_i = softmax_i z_i,   b = sum_i w_i (x_i + ox_i, y_i + oy_i, width_i, height_i),   s = sum_i w_i sigmoid(z_i)
 * L_ic = 1/N sum over objects of ( 1/4 |b(y) - b(x)|_1 + |s(y) - s(x)| ),   lengths in cells</pre>
 * At a clear peak b is the box that {@link CenterDetector#detect} gives. Objects need no matching: the same region is
 * read in both images. The score takes part because an object that vanishes leaves a box at rest but no confidence. The
 * input's reading is a constant, the detector is evaluated as in its own test (running statistics stay), and functional
 * gradients leave its weights alone.
 */
public final class InstanceConsistency {
    private static final double MARGIN = 1; // cells around the box in which the object is looked for
    private static final float FAR = -1e4f; // a logit whose softmax is 0

    private InstanceConsistency() {}

    /**
     * How much the objects changed.
     *
     * @param detector trained and not being trained
     * @param x images before the translation, (B, C, H, H) in [-1, 1]
     * @param y images after it, the same shape, usually with a graph
     * @param boxes the objects of x, usually what the detector found there
     * @return 0-dim, 0 if y is x or there is no object; differentiable in y
     */
    public static NDArray loss(CenterDetector detector, NDArray x, NDArray y, List<List<Box>> boxes) {
        check(
                x.getShape().equals(y.getShape())
                        && boxes.size() == x.getShape().get(0),
                "images %s before, %s after, boxes of %d: give the same images, and a list of boxes for each",
                x.getShape(),
                y.getShape(),
                boxes.size());
        if (boxes.stream().allMatch(List::isEmpty)) {
            return Ops.scale(y.mean(), 0); // keeps the graph of y, so that a loss of nothing else still has one
        }
        NDArray before = Grad.off(() -> detector.evaluate(() -> read(detector.maps(x), boxes)));
        NDArray after = detector.evaluate(() -> read(detector.maps(y), boxes));
        NDArray apart = after.sub(before).abs();
        return apart.get(":, :4").mean().add(apart.get(":, 4").mean());
    }

    /**
     * Boxes and scores read softly off maps.
     *
     * @param maps a detector's, of B images
     * @param boxes where to look, B lists with N boxes in all
     * @return (N, 5): centre x, centre y, width, height in cells, score; differentiable in the maps
     */
    public static NDArray read(CenterMaps maps, List<List<Box>> boxes) {
        NDManager manager = maps.heat().getManager();
        Shape s = maps.heat().getShape();
        Windows windows = new Windows(boxes, (int) s.get(1), (int) s.get(2), (int) s.get(3));
        NDArray z = lines(maps.heat(), windows.heatLines(manager)); // (N, hw)
        NDArray w = z.add(windows.shut(manager)).softmax(1);
        NDArray x = lines(maps.offset(), windows.pairLines(manager, 0)).add(windows.columns(manager));
        NDArray y = lines(maps.offset(), windows.pairLines(manager, 1)).add(windows.rows(manager));
        NDArray width = lines(maps.size(), windows.pairLines(manager, 0));
        NDArray height = lines(maps.size(), windows.pairLines(manager, 1));
        NDArray score = DetectionLosses.sigmoid(z);
        NDList means = new NDList();
        for (NDArray quantity : List.of(x, y, width, height, score)) {
            means.add(w.mul(quantity).sum(new int[] {1})); // (N)
        }
        return NDArrays.stack(means, 1);
    }

    /** Some of the maps of all images and channels, one a line. */
    private static NDArray lines(NDArray maps, NDArray which) {
        Shape s = maps.getShape();
        return Regions.rows(maps.reshape(s.get(0) * s.get(1), s.get(2) * s.get(3)), which);
    }

    /** Where each object's numbers lie. */
    private static final class Windows {
        private final List<Integer> owners = new ArrayList<>();
        private final List<Box> all = new ArrayList<>();
        private final int classes;
        private final int height;
        private final int width;

        Windows(List<List<Box>> boxes, int classes, int height, int width) {
            for (int b = 0; b < boxes.size(); b++) {
                for (Box box : boxes.get(b)) {
                    owners.add(b);
                    all.add(box);
                }
            }
            this.classes = classes;
            this.height = height;
            this.width = width;
        }

        NDArray heatLines(NDManager manager) {
            long[] at = new long[all.size()];
            for (int n = 0; n < at.length; n++) {
                at[n] = (long) owners.get(n) * classes + all.get(n).label();
            }
            return manager.create(at);
        }

        /** Channel 0 or 1 of maps with two. */
        NDArray pairLines(NDManager manager, int channel) {
            return manager.create(
                    owners.stream().mapToLong(b -> 2L * b + channel).toArray());
        }

        /** 0 within each object's window, far below 0 outside, (N, hw). */
        NDArray shut(NDManager manager) {
            int plane = height * width;
            float[] values = new float[all.size() * plane];
            for (int i = 0; i < values.length; i++) {
                Box box = all.get(i / plane);
                values[i] = near(i % plane % width, box.x0(), box.x1()) && near(i % plane / width, box.y0(), box.y1())
                        ? 0
                        : FAR;
            }
            return Tensors.of(manager, values, new Shape(all.size(), plane));
        }

        /** Whether the middle of a cell lies between two edges, given in pixels, or not far outside. */
        private static boolean near(int cell, double from, double to) {
            double middle = cell + 0.5, stride = CenterDetector.STRIDE;
            return middle > from / stride - MARGIN && middle < to / stride + MARGIN;
        }

        NDArray columns(NDManager manager) {
            return cells(manager, true);
        }

        NDArray rows(NDManager manager) {
            return cells(manager, false);
        }

        /** The column or row of each cell, (1, hw). */
        private NDArray cells(NDManager manager, boolean column) {
            float[] values = new float[height * width];
            for (int i = 0; i < values.length; i++) {
                values[i] = column ? i % width : i / width;
            }
            return Tensors.of(manager, values, new Shape(1, values.length));
        }
    }
}
