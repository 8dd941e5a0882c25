package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ui2i.data.Box;
import org.ui2i.tensor.Regions;
import org.ui2i.tensor.Tensors;

/**
 * The objects of a batch of images, N in all, in order of the images: cuts their regions out of maps, and adds maps of
 * objects to their regions (DUNIT: instance features are resampled into their boxes and merged with those of the image). Both are bilinear, hence differentiable in the maps; the boxes are given. They serve maps of any
 * resolution: images, features at a quarter of it.
 */
public final class Instances {
    private final List<Box> boxes = new ArrayList<>();
    private final int batch;
    private final NDArray images; // (N) int64: whose object
    private final NDArray inwards; // (N, 2, 3): the unit square to the box
    private final NDArray outwards; // (N, 2, 3): the box to the unit square

    private Instances(NDManager manager, List<List<Box>> perImage, int edge) {
        batch = perImage.size();
        List<Long> owners = new ArrayList<>();
        for (int b = 0; b < batch; b++) {
            boxes.addAll(perImage.get(b));
            owners.addAll(Collections.nCopies(perImage.get(b).size(), (long) b));
        }
        float[] in = new float[6 * boxes.size()], out = new float[6 * boxes.size()];
        for (int n = 0; n < boxes.size(); n++) {
            Box box = boxes.get(n);
            axis(in, out, 6 * n, 0, box.width() / edge, 2 * box.centreX() / edge - 1);
            axis(in, out, 6 * n + 3, 1, box.height() / edge, 2 * box.centreY() / edge - 1);
        }
        images = manager.create(owners.stream().mapToLong(b -> b).toArray());
        inwards = Tensors.of(manager, in, new Shape(boxes.size(), 2, 3));
        outwards = Tensors.of(manager, out, new Shape(boxes.size(), 2, 3));
    }

    /** One line of theta: x = size u + centre, and back u = (x - centre) / size. */
    private static void axis(float[] in, float[] out, int row, int column, double size, double centre) {
        in[row + column] = (float) size;
        in[row + 2] = (float) centre;
        out[row + column] = (float) (1 / size);
        out[row + 2] = (float) (-centre / size);
    }

    /**
     * Objects by their boxes.
     *
     * @param manager who owns the index arrays, usually the step's
     * @param boxes of each image, in pixels; an image may have none
     * @param edge of the images in pixels
     * @return the objects
     */
    public static Instances of(NDManager manager, List<List<Box>> boxes, int edge) {
        check(edge >= 1, "edge is %d: give the images' edge in pixels", edge);
        check(!boxes.isEmpty(), "no image: give a list of boxes, perhaps empty, for each");
        return new Instances(manager, boxes, edge);
    }

    /**
     * The boxes in the order of all results here.
     *
     * @return N boxes
     */
    public List<Box> boxes() {
        return List.copyOf(boxes);
    }

    /**
     * How many objects there are in all images.
     *
     * @return N, 0 or more; with 0 only {@link #add} may be asked for
     */
    public int count() {
        return boxes.size();
    }

    /**
     * What belongs to each object's image, such as its style code.
     *
     * @param perImage (B, ...)
     * @return (N, ...)
     */
    public NDArray ofEach(NDArray perImage) {
        checkBatch(perImage);
        check(count() > 0, "no image has an object: ask count() first");
        return Regions.rows(perImage, images);
    }

    /**
     * Cuts out each object's region and resamples it to one size.
     *
     * @param map (B, C, H, W)
     * @param side edge of the result
     * @return (N, C, side, side); a box that juts out shows the border's values there
     */
    public NDArray crop(NDArray map, int side) {
        check(side >= 1, "the regions are to be %d wide: use at least 1", side);
        try (NDArray rows = ofEach(map)) {
            return Regions.sample(rows, inwards, side, side, Regions.Outside.BORDER);
        }
    }

    /**
     * Adds objects to a map, each in its region. A cell's cover m_n is 1 inside box n, 0 outside, and in between within half a
     * sample of its edge. Where boxes overlap the mean of the objects is added, weighted by cover, so the order of the boxes does
     * not matter. Adding, not replacing, is a choice made here: the paper's picture shows only that the features are merged; the
     * map has features of the objects already, and what is added to them need not be learned twice.
     * <pre>M = sum_n m_n,  y = x + (sum_n m_n f_n) / max(M, 1)</pre>
     *
     * @param map x, (B, C, H, W)
     * @param objects f, (N, C, s, s)
     * @return y, the shape of {@code map}; {@code map} itself without objects
     */
    public NDArray add(NDArray map, NDArray objects) {
        checkBatch(map);
        if (count() == 0) {
            return map;
        }
        Shape s = objects.getShape();
        check(s.get(0) == count(), "%d maps of objects for %d boxes: give one each", s.get(0), count());
        NDArray full = objects.getManager().ones(new Shape(count(), 1, s.get(2), s.get(3)));
        try (NDArray layers = into(objects, map);
                NDArray cover = into(full, map);
                NDArray most = cover.maximum(1f);
                NDArray placed = layers.div(most)) {
            full.close();
            return map.add(placed);
        }
    }

    /** (N, C, s, s) at its places in maps of the images, the objects of one image added up. */
    private NDArray into(NDArray objects, NDArray map) {
        int height = (int) map.getShape().get(2), width = (int) map.getShape().get(3);
        try (NDArray layers = Regions.sample(objects, outwards, height, width, Regions.Outside.ZERO)) {
            return Regions.sumRows(layers, images, batch);
        }
    }

    private void checkBatch(NDArray map) {
        check(
                map.getShape().get(0) == batch,
                "%d images but boxes of %d: give a list of boxes for each image",
                map.getShape().get(0),
                batch);
    }
}
