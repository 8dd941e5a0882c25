package org.ui2i.nn;

import ai.djl.ndarray.NDArray;

/**
 * A convolution whose norm takes scale and shift from outside: the brick of the styled parts.
 * <pre>y = activation(AdaIN(conv(x)))</pre>
 *
 * @param conv the convolution, a child of the part that uses it
 * @param channels C that it gives
 * @param from where its 2C numbers begin in the part's AdaIN parameters
 * @param activation at the end
 */
record StyledConv(ConvBlock conv, int channels, int from, Activation activation) {
    /** Where the next brick's numbers begin. */
    int to() {
        return from + 2 * channels;
    }

    /** x, (B, in, H, W), is left open; the result is (B, C, H, W). */
    NDArray apply(NDArray x, NDArray adain) {
        try (NDArray h = conv.forward(x);
                NDArray piece = AdaIn.slice(adain, from, 2L * channels)) {
            NDArray normed = AdaIn.apply(h, piece);
            return Part.replace(normed, activation.apply(normed), x);
        }
    }

    Symbol script(Symbol x, Symbol adain) {
        Symbol piece = adain.torch("slice", 1, from, to());
        return activation.script(AdaIn.script(conv.script(x), piece));
    }
}
