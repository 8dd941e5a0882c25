package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/** All of a test's items drawn a few at a time: a network's intermediate images of all at once would take hundreds of MB. */
final class FewShotDrawings {
    private static final int CHUNK = 10; // items in one forward pass

    private FewShotDrawings() {}

    /**
     * Draws without a graph.
     *
     * @param translator draws
     * @param contents N images
     * @param shown N times k class images, each item's together
     * @param k class images of an item
     * @return N images
     */
    static Images of(FewShotTranslator translator, Images contents, Images shown, int k) {
        float[] values = new float[contents.values().length];
        for (int from = 0; from < contents.count(); from += CHUNK) {
            int to = Math.min(contents.count(), from + CHUNK);
            try (NDManager scope = Tensors.scope()) {
                NDArray x = contents.tensor(scope, from, to);
                Shape classes = new Shape(to - from, k).addAll(x.getShape().slice(1));
                NDArray y = shown.tensor(scope, from * k, to * k).reshape(classes);
                NDArray out = Grad.off(() -> translator.translate(x, y));
                check(
                        out.getShape().equals(x.getShape()),
                        "the translator gave %s for %s: give as many images of the same size",
                        out.getShape(),
                        x.getShape());
                float[] some = out.toFloatArray();
                System.arraycopy(some, 0, values, from * contents.each(), some.length);
            }
        }
        return contents.with(values);
    }
}
