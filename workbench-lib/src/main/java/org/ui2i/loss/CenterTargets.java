package org.ui2i.loss;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ui2i.data.Box;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.CenterMaps;
import org.ui2i.tensor.Tensors;

/**
 * What a {@link CenterDetector} should say of images whose boxes are known (Zhou et al. 2019, section 3). The centre's
 * cell is the one that it lies in; around it the target falls off as a Gaussian, so that a near miss costs little.
 * <pre>Y_k(q) = max over objects of class k of exp(-|q - p|^2 / (2 sigma^2)),  sigma = longer side / 6,  in cells</pre>
 *
 * @param heat Y, (B, K, h, w) in [0, 1], 1 at centres
 * @param size width and height in cells at the centres, 0 elsewhere, (B, 2, h, w)
 * @param offset of the centres within their cells, in [0, 1), 0 elsewhere, (B, 2, h, w)
 * @param centres 1 at centres, 0 elsewhere, (B, 1, h, w)
 */
public record CenterTargets(NDArray heat, NDArray size, NDArray offset, NDArray centres) {
    private static final double SIDES = 6; // sigmas a side: the Gaussian has faded where the object ends

    /**
     * Targets of a batch.
     *
     * @param manager who owns the arrays, usually the step's
     * @param boxes of each image, labels below {@code classes}
     * @param classes K
     * @param edge of the images in pixels, a multiple of the detector's stride
     * @return targets for maps of edge / stride cells
     */
    public static CenterTargets of(NDManager manager, List<List<Box>> boxes, int classes, int edge) {
        int cells = edge / CenterDetector.STRIDE, batch = boxes.size();
        check(batch > 0, "no image: give a list of boxes, perhaps empty, for each");
        Canvas canvas = new Canvas(batch, classes, cells);
        for (int b = 0; b < batch; b++) {
            for (Box box : boxes.get(b)) {
                check(box.label() < classes, "class number %d of %d: use 0 to %d", box.label(), classes, classes - 1);
                canvas.put(b, box);
            }
        }
        return new CenterTargets(
                Tensors.of(manager, canvas.heat, new Shape(batch, classes, cells, cells)),
                Tensors.of(manager, canvas.size, new Shape(batch, 2, cells, cells)),
                Tensors.of(manager, canvas.offset, new Shape(batch, 2, cells, cells)),
                Tensors.of(manager, canvas.centres, new Shape(batch, 1, cells, cells)));
    }

    /**
     * The detector's loss on heat, size and offset, to be weighted 1, 0.1 and 1 (Zhou et al. 2019, section 4).
     *
     * @param maps the detector's
     * @return terms {@code heat}, {@code size}, {@code offset}
     */
    public LossTerms loss(CenterMaps maps) {
        return LossTerms.of(LossWeights.none().with("heat", 1).with("size", 0.1).with("offset", 1))
                .add("heat", DetectionLosses.heat(maps.heat(), heat))
                .add("size", DetectionLosses.atCentres(maps.size(), size, centres))
                .add("offset", DetectionLosses.atCentres(maps.offset(), offset, centres));
    }

    /** The arrays being filled. */
    private static final class Canvas {
        private final int classes;
        private final int cells;
        private final float[] heat;
        private final float[] size;
        private final float[] offset;
        private final float[] centres;

        Canvas(int batch, int classes, int cells) {
            this.classes = classes;
            this.cells = cells;
            int plane = cells * cells;
            heat = new float[batch * classes * plane];
            size = new float[batch * 2 * plane];
            offset = new float[batch * 2 * plane];
            centres = new float[batch * plane];
        }

        void put(int image, Box box) {
            double x = box.centreX() / CenterDetector.STRIDE, y = box.centreY() / CenterDetector.STRIDE;
            int column = inside(x), row = inside(y), plane = cells * cells;
            double sigma = Math.max(box.width(), box.height()) / CenterDetector.STRIDE / SIDES;
            for (int i = 0; i < plane; i++) {
                double square = Math.pow(i % cells - column, 2) + Math.pow(i / cells - row, 2);
                int at = (image * classes + box.label()) * plane + i;
                heat[at] = Math.max(heat[at], (float) Math.exp(-square / (2 * sigma * sigma)));
            }
            int cell = row * cells + column, first = 2 * image * plane + cell;
            size[first] = (float) (box.width() / CenterDetector.STRIDE);
            size[first + plane] = (float) (box.height() / CenterDetector.STRIDE);
            offset[first] = (float) (x - column);
            offset[first + plane] = (float) (y - row);
            centres[image * plane + cell] = 1;
        }

        private int inside(double x) {
            return (int) Math.max(0, Math.min(cells - 1, Math.floor(x)));
        }
    }
}
