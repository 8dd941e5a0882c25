package org.ui2i.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.BinaryOperator;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/**
 * Draws all images with one code, of a class or a style.
 *
 * @param channels of the images that it takes
 * @param size edge of the images in pixels
 * @param code n numbers
 * @param draw images (B, C, H, W) and a code each (B, n), to (B, C', H, W)
 */
record OneCode(int channels, int size, float[] code, BinaryOperator<NDArray> draw) implements Translator {
    /**
     * With a code on the straight line to another one, of as many numbers.
     *
     * @param other at t = 1
     * @param t where in between; at 0 and 1 the codes are the ends', bit for bit
     * @return draws as this one
     */
    OneCode towards(OneCode other, double t) {
        float[] between = new float[code.length];
        for (int i = 0; i < code.length; i++) {
            between[i] = (float) ((1 - t) * code[i] + t * other.code[i]);
        }
        return new OneCode(channels, size, between, draw);
    }

    @Override
    public NDArray translate(NDArray x) {
        long batch = x.getShape().get(0);
        NDArray each =
                Tensors.of(x.getManager(), code, new Shape(1, code.length)).broadcast(batch, code.length);
        return Grad.off(() -> draw.apply(x, each));
    }
}
