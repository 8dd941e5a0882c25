package org.ui2i.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/**
 * Differentiable operations that the networks need. Images are (B, C, H, W). A result hangs on the first operand's manager
 * until it is closed.
 */
public final class Ops {
    private Ops() {}

    /**
     * Convolution with zero padding. The environment's {@code UI2I_CONV} ({@code plain}, {@code channels-last},
     * {@code bfloat16}) says how it is computed.
     *
     * @param x (B, C, H, W)
     * @param weight (N, C, k, k)
     * @param bias (N), or null for none
     * @param stride step of the window
     * @param padding zeros on each side
     * @return (B, N, H', W')
     */
    public static NDArray conv2d(NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding) {
        return Convolution.chosen().of(x, weight, bias, stride, padding);
    }

    /**
     * Transposed convolution.
     *
     * @param x (B, C, H, W)
     * @param weight (C, N, k, k)
     * @param bias (N), or null for none
     * @param stride factor of enlargement
     * @param padding taken off each side
     * @param outputPadding added at the bottom and right
     * @return (B, N, (H-1) stride - 2 padding + k + outputPadding, ...)
     */
    public static NDArray convTranspose2d(
            NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding, int outputPadding) {
        TorchArchive ops = TorchArchive.ops();
        NDArray ints = ops.ints(stride, padding, outputPadding);
        String method = Precision.now() == Precision.BF16 ? "conv_transpose_bfloat16" : "conv_transpose";
        return ops.call(method, x, weight, bias == null ? ops.ints() : bias, ints);
    }

    /**
     * Linear layer.
     *
     * @param x (B, C)
     * @param weight (N, C)
     * @param bias (N)
     * @return (B, N)
     */
    public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Precision.now() == Precision.BF16
                ? TorchArchive.ops().call("linear_bfloat16", x, weight, bias)
                : JniUtils.linear(pt(x), pt(weight), pt(bias));
    }

    /**
     * Reflection padding.
     *
     * @param x (B, C, H, W)
     * @param padding pixels mirrored on each side, below H and W
     * @return (B, C, H + 2 padding, W + 2 padding)
     */
    public static NDArray reflectionPad(NDArray x, int padding) {
        return TorchArchive.ops().call("reflection_pad", x, TorchArchive.ops().ints(padding));
    }

    /**
     * Replication padding.
     *
     * @param x (B, C, H, W)
     * @param padding border pixels repeated on each side
     * @return (B, C, H + 2 padding, W + 2 padding)
     */
    public static NDArray replicationPad(NDArray x, int padding) {
        return TorchArchive.ops().call("replication_pad", x, TorchArchive.ops().ints(padding));
    }

    /**
     * Instance norm without affine part and without running statistics: (x - mean) / sqrt(var + 1e-5) over H and W, biased
     * variance.
     *
     * @param x (B, C, H, W)
     * @return the same shape
     */
    public static NDArray instanceNorm(NDArray x) {
        return TorchArchive.ops().call("instance_norm", x);
    }

    /**
     * As {@link #instanceNorm}; besides, the running mean and (unbiased) variance move towards the mean of the images'
     * with momentum 0.1.
     *
     * @param x (B, C, H, W)
     * @param runningMean (C), changed in place
     * @param runningVar (C), changed in place
     * @return the same shape as x
     */
    public static NDArray instanceNorm(NDArray x, NDArray runningMean, NDArray runningVar) {
        return TorchArchive.ops().call("instance_norm_tracked", x, runningMean, runningVar);
    }

    /**
     * Instance norm, then a scale and a shift of each image's own: gamma (x - mean) / sqrt(var + 1e-5) + beta.
     *
     * @param x (B, C, H, W)
     * @param gamma scales, (B, C)
     * @param beta shifts, (B, C)
     * @return the same shape as x
     */
    public static NDArray adaptiveInstanceNorm(NDArray x, NDArray gamma, NDArray beta) {
        return TorchArchive.ops().call("adaptive_norm", x, gamma, beta);
    }

    /**
     * Batch norm without affine part, by the batch's own statistics over B, H, W (biased variance, epsilon 1e-5). The
     * running mean and (unbiased) variance move towards them with momentum 0.1.
     *
     * @param x (B, C, H, W)
     * @param runningMean (C), changed in place
     * @param runningVar (C), changed in place
     * @return the same shape as x
     */
    public static NDArray batchNorm(NDArray x, NDArray runningMean, NDArray runningVar) {
        return TorchArchive.ops().call("batch_norm", x, runningMean, runningVar);
    }

    /**
     * Batch norm without affine part, by given statistics: (x - mean) / sqrt(var + 1e-5).
     *
     * @param x (B, C, H, W)
     * @param mean (C)
     * @param var (C)
     * @return the same shape as x
     */
    public static NDArray batchNormBy(NDArray x, NDArray mean, NDArray var) {
        return TorchArchive.ops().call("batch_norm_by", x, mean, var);
    }

    /**
     * One mean and one (unbiased) standard deviation an image: gamma (x - mean) / (std + 1e-5) + beta.
     *
     * @param x (B, C, H, W)
     * @param gamma (C)
     * @param beta (C)
     * @return the same shape as x
     */
    public static NDArray layerNorm(NDArray x, NDArray gamma, NDArray beta) {
        return TorchArchive.ops().call("layer_norm", x, gamma, beta);
    }

    /**
     * A scale and a shift a channel: gamma x + beta.
     *
     * @param x (B, C, H, W)
     * @param gamma (C)
     * @param beta (C)
     * @return the same shape as x
     */
    public static NDArray affine(NDArray x, NDArray gamma, NDArray beta) {
        try (NDArray g = gamma.reshape(1, -1, 1, 1);
                NDArray b = beta.reshape(1, -1, 1, 1);
                NDArray scaled = x.mul(g)) {
            return scaled.add(b);
        }
    }

    /**
     * The mean over all places.
     *
     * @param x (B, C, H, W)
     * @return (B, C)
     */
    public static NDArray overPlaces(NDArray x) {
        Shape s = x.getShape();
        try (NDArray flat = x.reshape(s.get(0), s.get(1), -1)) {
            return flat.mean(new int[] {2});
        }
    }

    /**
     * A vector divided by its length, or by 1e-12 where that is larger.
     *
     * @param x (N)
     * @return x / max(|x|, 1e-12)
     */
    public static NDArray unit(NDArray x) {
        return TorchArchive.ops().call("unit", x);
    }

    /**
     * Nearest-neighbour enlargement by two.
     *
     * @param x (B, C, H, W)
     * @return (B, C, 2H, 2W)
     */
    public static NDArray upsample(NDArray x) {
        return TorchArchive.ops().call("upsample", x);
    }

    /**
     * Average pooling by two as in multi-scale discriminators: window 3, stride 2, padding 1, the padding not counted.
     *
     * @param x (B, C, H, W)
     * @return (B, C, ceil(H/2), ceil(W/2))
     */
    public static NDArray averagePool3(NDArray x) {
        return TorchArchive.ops().call("average_pool3", x); // the engine's own binding counts the padding all the same
    }

    /**
     * Average pooling, window 3, stride 2, no padding.
     *
     * @param x (B, C, H, W), H and W at least 3
     * @return (B, C, (H-1)/2, (W-1)/2)
     */
    public static NDArray averagePool3Valid(NDArray x) {
        return JniUtils.avgPool(pt(x), new Shape(3, 3), new Shape(2, 2), new Shape(0, 0), false, true);
    }

    /**
     * Average pooling, window 2, stride 2.
     *
     * @param x (B, C, H, W)
     * @return (B, C, H/2, W/2)
     */
    public static NDArray averagePool2(NDArray x) {
        return JniUtils.avgPool(pt(x), new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false, true);
    }

    /**
     * Max pooling, window 2, stride 2.
     *
     * @param x (B, C, H, W)
     * @return (B, C, H/2, W/2)
     */
    public static NDArray maxPool2(NDArray x) {
        return JniUtils.maxPool(pt(x), new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
    }

    /**
     * Leaky ReLU.
     *
     * @param x any shape
     * @param slope for x below 0
     * @return the same shape
     */
    public static NDArray leakyRelu(NDArray x, float slope) {
        return JniUtils.leakyRelu(pt(x), slope);
    }

    /**
     * max(x, 0).
     *
     * @param x any shape
     * @return the same shape
     */
    public static NDArray relu(NDArray x) {
        return JniUtils.relu(pt(x));
    }

    /**
     * log(1 + exp(x)).
     *
     * @param x any shape
     * @return the same shape, positive
     */
    public static NDArray softplus(NDArray x) {
        return JniUtils.softPlus(pt(x));
    }

    /**
     * An array times a number. Not {@code x.mul(number)}: the engine's binding makes an array of the number, autograd keeps
     * it for the backward pass, and Java frees its memory before that.
     *
     * @param x any shape
     * @param factor the number
     * @return the same shape
     */
    public static NDArray scale(NDArray x, double factor) {
        try (NDArray number = TorchArchive.ops().rates(factor)) {
            return TorchArchive.ops().call("scale", x, number);
        }
    }

    /**
     * Overwrites an array, off the graph. Not {@code into.set(numbers)}, at which the engine prints a warning about its own
     * inside.
     *
     * @param values the new content
     * @param into any array of the same shape
     */
    public static void copy(NDArray values, NDArray into) {
        Grad.off(() -> {
            TorchArchive.ops().call("copy", into, values).close();
            return true;
        });
    }

    /**
     * Variance of each row, unbiased.
     *
     * @param x (B, N), N at least 2
     * @return (B, 1)
     */
    public static NDArray variance(NDArray x) {
        return TorchArchive.ops().call("variance", x);
    }

    /**
     * Binary cross entropy of logits, mean over all elements.
     *
     * @param logits any shape
     * @param target the same shape, in [0, 1]
     * @return 0-dim
     */
    public static NDArray bceWithLogits(NDArray logits, NDArray target) {
        return TorchArchive.ops().call("bce_logits", logits, target);
    }

    /**
     * Softmax cross entropy, mean over the batch.
     *
     * @param logits (B, K)
     * @param labels (B), int64 in 0..K-1
     * @return 0-dim
     */
    public static NDArray crossEntropy(NDArray logits, NDArray labels) {
        return TorchArchive.ops().call("cross_entropy", logits, labels);
    }

    private static PtNDArray pt(NDArray x) {
        return (PtNDArray) x;
    }
}
