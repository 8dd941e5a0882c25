package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Fully connected layers with ReLU between them: style or class code to AdaIN parameters, or one code to another. */
public final class Mlp extends Part {
    /**
     * The network's numbers.
     *
     * @param in length of the code
     * @param width of the hidden layers
     * @param out length of the result
     * @param layers linear layers in all
     * @param last after the last layer; none where AdaIN parameters come out
     */
    public record Config(int in, int width, int out, int layers, Activation last) {
        /** Checks the ranges. */
        public Config {
            check(in >= 1 && width >= 1 && out >= 1, "widths %d, %d, %d: use at least 1", in, width, out);
            check(layers >= 2, "layers is %d: use at least 2, the first and the last", layers);
        }

        /**
         * Without activation at the end.
         *
         * @param in length of the code
         * @param width of the hidden layers
         * @param out length of the result
         * @param layers linear layers in all
         */
        public Config(int in, int width, int out, int layers) {
            this(in, width, out, layers, Activation.NONE);
        }
    }

    private final List<Linear> layers = new ArrayList<>();
    private final Activation last;

    /**
     * A network.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public Mlp(Config config, Weights weights) {
        last = config.last;
        for (int i = 0; i < config.layers; i++) {
            int in = i == 0 ? config.in : config.width;
            int out = i == config.layers - 1 ? config.out : config.width;
            layers.add(child("linear" + i, new Linear(in, out, weights)));
        }
    }

    @Override
    public NDArray forward(NDArray code) { // (B, in) -> (B, out)
        NDArray h = layers.get(0).forward(code);
        for (Linear layer : layers.subList(1, layers.size())) {
            h = replace(h, Activation.RELU.apply(h), code);
            h = replace(h, layer.forward(h), code);
        }
        return replace(h, last.apply(h), code);
    }

    @Override
    protected Symbol body(Symbol code) {
        Symbol h = layers.get(0).script(code);
        for (Linear layer : layers.subList(1, layers.size())) {
            h = layer.script(Activation.RELU.script(h));
        }
        return last.script(h);
    }
}
