package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;

/**
 * An estimate of a weight's largest singular value, by which the weight is to be divided (Miyato et al. 2018, section 2.1).
 * W is the weight as a matrix of one row an output channel; every forward of training moves the estimate by one power
 * iteration, without gradient; so the order of forwards matters.
 * <pre>
 * v = W^T u / |W^T u|,  u = W v / |W v|,  sigma = u^T W v
 * </pre>
 * The gradient passes through W in sigma, not through u and v.
 */
final class SpectralNorm extends Part {
    private final NDArray u;
    private final NDArray v;

    SpectralNorm(Shape weight, Weights weights) {
        long rows = weight.get(0);
        u = buffer("u", unit(weights.normal(new Shape(rows), 1)));
        v = buffer("v", unit(weights.normal(new Shape(weight.size() / rows), 1)));
    }

    private static NDArray unit(NDArray x) {
        try (x) {
            return Ops.unit(x);
        }
    }

    /** Sigma of a weight (out, in, k, k), (1, 1, 1, 1). */
    @Override
    public NDArray forward(NDArray weight) {
        long rows = weight.getShape().get(0);
        try (NDArray matrix = weight.reshape(rows, weight.size() / rows)) {
            if (!evaluated()) {
                Grad.off(() -> iterate(matrix));
            }
            // copies: the next forward moves u and v while this one's graph still needs them
            try (NDArray row = u.reshape(1, rows).duplicate();
                    NDArray column = v.reshape(-1, 1).duplicate();
                    NDArray stretched = matrix.matMul(column);
                    NDArray sigma = row.matMul(stretched)) {
                return sigma.reshape(1, 1, 1, 1);
            }
        }
    }

    private boolean iterate(NDArray matrix) {
        try (NDArray row = u.reshape(1, -1);
                NDArray back = row.matMul(matrix);
                NDArray newV = Ops.unit(back.reshape(-1));
                NDArray column = newV.reshape(-1, 1);
                NDArray stretched = matrix.matMul(column);
                NDArray newU = Ops.unit(stretched.reshape(-1))) {
            Ops.copy(newV, v);
            Ops.copy(newU, u);
        }
        return true;
    }
}
