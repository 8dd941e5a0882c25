package org.ui2i.train;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;

/**
 * Weights in a byte a number: each row, which belongs to one output channel, is cut into 127 steps either side of 0.
 * <pre>q = round(127 w / m),  w = q m / 127,  m = max |w| of the row</pre>
 * Short arrays such as biases stay as they are.
 */
final class Bytes {
    private static final String LARGEST = "@max"; // beside an array's name: m of each row
    private static final int STEPS = 127, SHORT = 16;

    private Bytes() {}

    /** Arrays for the file: whole numbers and the rows' maxima in place of weights. */
    static Map<String, NDArray> cut(Map<String, NDArray> weights, NDManager manager) {
        Map<String, NDArray> cut = new LinkedHashMap<>();
        weights.forEach((name, w) -> {
            Shape shape = w.getShape();
            if (shape.dimension() < 2 || shape.size() / shape.get(0) < SHORT) {
                cut.put(name, w);
                return;
            }
            int rows = (int) shape.get(0), width = (int) (shape.size() / rows);
            float[] values = w.toFloatArray(), largest = new float[rows];
            byte[] steps = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                largest[i / width] = Math.max(largest[i / width], Math.abs(values[i]));
            }
            for (int i = 0; i < values.length; i++) {
                float m = largest[i / width];
                steps[i] = (byte) (m == 0 ? 0 : Math.round(STEPS * values[i] / m));
            }
            cut.put(name, manager.create(steps, shape));
            cut.put(name + LARGEST, Tensors.of(manager, largest, new Shape(rows)));
        });
        return cut;
    }

    /** Weights of a file's arrays, whose whole numbers were read as float32. */
    static Map<String, NDArray> restored(Map<String, NDArray> cut) {
        Map<String, NDArray> weights = new LinkedHashMap<>();
        cut.forEach((name, array) -> {
            NDArray largest = cut.get(name + LARGEST);
            if (largest != null) {
                Shape shape = array.getShape();
                check(
                        shape.dimension() > 0 && largest.getShape().equals(new Shape(shape.get(0))),
                        "%s has shape %s, but its rows' maxima %s",
                        name,
                        shape,
                        largest.getShape());
                long[] ones = new long[shape.dimension()];
                Arrays.fill(ones, 1);
                ones[0] = -1;
                weights.put(name, Ops.scale(array.mul(largest.reshape(ones)), 1.0 / STEPS));
            } else if (!name.endsWith(LARGEST)) {
                weights.put(name, array);
            }
        });
        return weights;
    }
}
