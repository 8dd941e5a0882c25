package org.ui2i.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Symmetric matrices, (d, d) float64; only the lower triangle is read. LAPACK's way through the engine, since d may be 2048. */
public final class Symmetric {
    private Symmetric() {}

    /**
     * Eigenvalues.
     *
     * @param a symmetric, of finite numbers
     * @return (d), the smallest first
     */
    public static NDArray eigenvalues(NDArray a) {
        return Grad.off(() -> TorchArchive.ops().call("eigenvalues", a));
    }

    /**
     * A factor of a matrix without negative eigenvalues (rounding may leave small ones, which count as 0).
     * <pre>A = F F^T,  F = V diag(l)^1/2,  A = V diag(l) V^T</pre>
     *
     * @param a symmetric, of finite numbers
     * @return F, (d, d)
     */
    public static NDArray factor(NDArray a) {
        return Grad.off(() -> {
            NDList parts = TorchArchive.ops().run("eigen", new NDList(a), true);
            return parts.get(1).mul(parts.get(0).maximum(0).sqrt());
        });
    }
}
