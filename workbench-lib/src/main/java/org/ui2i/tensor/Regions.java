package org.ui2i.tensor;

import ai.djl.ndarray.NDArray;

/** Differentiable operations on some rows of a batch and on regions of maps. */
public final class Regions {
    /** What lies beyond a map's border. */
    public enum Outside {
        /** zeros: sampled values fade out over half a cell on either side of the border */
        ZERO(0),
        /** the border's own values */
        BORDER(1);

        private final int number; // the engine's

        Outside(int number) {
            this.number = number;
        }
    }

    private Regions() {}

    /**
     * Some rows of a batch, repeats allowed.
     *
     * @param x (B, ...)
     * @param indices (N), int64 in 0..B-1
     * @return (N, ...)
     */
    public static NDArray rows(NDArray x, NDArray indices) {
        return TorchArchive.ops().call("rows", x, indices);
    }

    /**
     * Adds up rows that belong together: the transpose of {@link #rows}.
     * <pre>y_b = sum of x_n over n with index_n = b</pre>
     *
     * @param x (N, ...)
     * @param indices (N), int64 in 0..b-1
     * @param b rows of the result
     * @return (b, ...), zeros where no index points
     */
    public static NDArray sumRows(NDArray x, NDArray indices, int b) {
        return TorchArchive.ops()
                .call("sum_rows", x, indices, TorchArchive.ops().ints(b));
    }

    /**
     * Reads each map bilinearly at the places of a regular grid that an affine map has moved. Coordinates run from -1
     * to 1, the outer edges of the outermost cells.
     * <pre>y_n(u) = x_n(theta_n (u, 1))</pre>
     *
     * @param x (N, C, H, W)
     * @param theta (N, 2, 3): (u, v, 1) to (x, y)
     * @param height of the grid
     * @param width of the grid
     * @param outside what is read beyond the border of x
     * @return (N, C, height, width)
     */
    public static NDArray sample(NDArray x, NDArray theta, int height, int width, Outside outside) {
        NDArray ints = TorchArchive.ops().ints(height, width, outside.number);
        return TorchArchive.ops().call("sample", x, theta, ints);
    }
}
