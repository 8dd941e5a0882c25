package org.ui2i.parity;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Discriminator;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.Weights;

/** A port's patch discriminator: four layers of stride 2 with instance norm but in the first, then {@link CornerConv}. */
final class PortPatchGan extends Discriminator {
    private static final int LAYERS = 4;
    private final Sequence chain;

    PortPatchGan(int channels, int filters, boolean lastBias, Weights weights) {
        chain = child("chain", Sequence.of("layer", LAYERS, i -> {
            Norm norm = i == 0 ? Norm.NONE : Norm.INSTANCE;
            int in = i == 0 ? channels : filters << (i - 1);
            return new ConvBlock(
                    new ConvBlock.Config(in, filters << i, 4, 2, 1, Padding.ZERO, norm, Activation.LEAKY_RELU),
                    weights);
        }));
        chain.then("logit", new CornerConv(filters << (LAYERS - 1), 1, lastBias, Activation.NONE, weights));
    }

    @Override
    public List<NDArray> scores(NDArray x) { // (B, channels, H, W) -> (B, 1, H/16, W/16)
        return List.of(chain.forward(x));
    }

    /** The port's name of a weight. */
    static String name(String path) {
        String[] p = path.split("/");
        int layer = p[1].equals("logit") ? LAYERS : Names.index(p[1]);
        int module = layer == 0 ? 0 : layer == LAYERS ? 3 * LAYERS : 3 * layer - 1; // the logit's padding is a module
        return "model." + module + "." + PatchGanNames.leaf(path);
    }
}
