package org.ui2i.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ui2i.data.Labels;
import org.ui2i.data.Pair;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Tensors;

/** Rows of {@link Samples}. */
final class SampleRows {
    private SampleRows() {}

    /** Between two domains, both ways. */
    static Samples<Pair> twoWay(UnaryOperator<NDArray> aToB, UnaryOperator<NDArray> bToA) {
        return x -> of("x_A", x.a(), "x_AB", aToB.apply(x.a()), "x_B", x.b(), "x_BA", bToA.apply(x.b()));
    }

    /** One way, in the same few random styles whenever it is drawn. */
    static NDArray styles(NDArray images, int index, int length) {
        Shape shape = new Shape(images.getShape().get(0), length);
        return Draws.seeded(index, 0, images.getManager()).noise(shape);
    }

    /** With each of the first few numbers of a label at 1, the others at 0. */
    static Map<String, NDArray> labelled(NDArray x, Labels labels, String sign, BinaryOperator<NDArray> translate) {
        Map<String, NDArray> rows = of("x", x);
        long batch = x.getShape().get(0);
        for (String name : labels.names().subList(0, Math.min(labels.size(), 5))) {
            float[] label = labels.vector(Map.of(name, 1.0));
            NDArray each = Tensors.of(x.getManager(), label, new Shape(1, label.length));
            rows.put(sign + name, translate.apply(x, each.broadcast(batch, label.length)));
        }
        return rows;
    }

    /** Each image's successor; the last one's is the first. */
    static NDArray next(NDArray x) {
        return NDArrays.concat(new NDList(x.get(new NDIndex("1:")), x.get(new NDIndex("0:1"))));
    }

    /** Captions and rows by turns. */
    static Map<String, NDArray> of(Object... captionsAndRows) {
        Map<String, NDArray> rows = new LinkedHashMap<>();
        for (int i = 0; i < captionsAndRows.length; i += 2) {
            rows.put((String) captionsAndRows[i], (NDArray) captionsAndRows[i + 1]);
        }
        return rows;
    }
}
