package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Ops;

/**
 * Filter response normalisation with its thresholded linear unit (Singh, Krishnan 2020): each image and channel divided by
 * its root mean square, without taking the mean away, so that neither other images nor other channels enter.
 * <pre>y = max(gamma x / sqrt(nu + eps) + beta, tau),  nu = mean of x^2 over H and W,  eps = 1e-6</pre>
 */
public final class FilterResponseNorm extends Part {
    private static final float EPS = 1e-6f;
    private final NDArray gamma;
    private final NDArray beta;
    private final NDArray tau;

    /**
     * A norm.
     *
     * @param channels C
     * @param weights gamma = 1, beta = tau = 0: at first it ends in a ReLU
     */
    public FilterResponseNorm(int channels, Weights weights) {
        Shape shape = new Shape(1, channels, 1, 1);
        gamma = weight("gamma", weights.constant(shape, 1));
        beta = weight("beta", weights.constant(shape, 0));
        tau = weight("tau", weights.constant(shape, 0));
    }

    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W)
        try (NDArray square = x.square();
                NDArray places =
                        square.reshape(x.getShape().get(0), x.getShape().get(1), -1);
                NDArray nu = places.mean(new int[] {2}); // (B, C)
                NDArray positive = nu.add(EPS);
                NDArray root = positive.sqrt();
                NDArray divisor = root.reshape(x.getShape().get(0), -1, 1, 1);
                NDArray factor = gamma.div(divisor); // small, so that the map is multiplied once
                NDArray scaled = x.mul(factor);
                NDArray threshold = beta.sub(tau);
                NDArray moved = scaled.add(threshold);
                NDArray above = Ops.relu(moved)) {
            return above.add(tau); // the larger of two arrays has a gradient of many operations, relu one of one
        }
    }
}
