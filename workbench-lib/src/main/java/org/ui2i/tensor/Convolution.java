package org.ui2i.tensor;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Setting;

/** How the engine computes a convolution; the measured effects are in docs/performance.md. */
enum Convolution {
    /** Float32, channel by channel in memory. */
    PLAIN {
        @Override
        NDArray of(NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding) {
            Shape steps = new Shape(stride, stride);
            Shape zeros = new Shape(padding, padding);
            return JniUtils.convolution(
                    (PtNDArray) x, (PtNDArray) weight, (PtNDArray) bias, steps, zeros, new Shape(1, 1), 1);
        }
    },
    /** Float32, a pixel's channels side by side in memory. */
    CHANNELS_LAST {
        @Override
        NDArray of(NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding) {
            return call("conv_channels_last", x, weight, bias, stride, padding);
        }
    },
    /** Operands rounded to bfloat16, 8 bits of mantissa; the result is float32 again. */
    BFLOAT16 {
        @Override
        NDArray of(NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding) {
            return call("conv_bfloat16", x, weight, bias, stride, padding);
        }
    };

    private static final String NAME = "UI2I_CONV";

    /** Read once: networks of one process compute alike. */
    private static final class Chosen {
        private static final Convolution KIND = of(Setting.of(NAME));
    }

    static Convolution chosen() {
        return Precision.now() == Precision.BF16 ? BFLOAT16 : Chosen.KIND;
    }

    static Convolution of(@Nullable String wish) {
        if (wish == null || wish.isBlank()) {
            return PLAIN;
        }
        List<String> names = Arrays.stream(values()).map(Convolution::toString).toList();
        check(names.contains(wish), "%s is \"%s\": use one of %s, or unset it", NAME, wish, names);
        return values()[names.indexOf(wish)];
    }

    /** As {@link Ops#conv2d}. */
    abstract NDArray of(NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding);

    private static NDArray call(
            String method, NDArray x, NDArray weight, @Nullable NDArray bias, int stride, int padding) {
        TorchArchive ops = TorchArchive.ops();
        return ops.call(method, x, weight, bias == null ? ops.ints() : bias, ops.ints(stride, padding));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
