package org.ui2i.parity;

import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Dropout;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.UpConvBlock;
import org.ui2i.nn.Upsample;
import org.ui2i.nn.WeightNorm;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;

/**
 * A port's U-Net: eight halvings, instance norm, dropout in nine layers, the maps of the way down after their dropout, the
 * drawn half first, and at the end an enlargement and {@link CornerConv}.
 */
final class PortUNet extends Part {
    private static final int LEVELS = 8;
    private static final double DROPOUT = 0.5;
    private final List<Part> downs = new ArrayList<>();
    private final List<Part> ups = new ArrayList<>();
    private final Part last;

    PortUNet(int channels, int filters, Weights weights) {
        for (int i = 1; i <= LEVELS; i++) {
            Norm norm = i == 1 || i == LEVELS ? Norm.NONE : Norm.INSTANCE;
            int in = i == 1 ? channels : width(filters, i - 1);
            ConvBlock.Config c = new ConvBlock.Config(
                    in, width(filters, i), 4, 2, 1, Padding.ZERO, norm, Activation.LEAKY_RELU, false, WeightNorm.NONE);
            downs.add(child("down" + i, new ConvBlock(c, weights)));
        }
        for (int i = 1; i < LEVELS; i++) {
            int in = (i == 1 ? 1 : 2) * width(filters, LEVELS + 1 - i);
            int out = width(filters, LEVELS - i);
            ups.add(child(
                    "up" + i,
                    new UpConvBlock(
                            new UpConvBlock.Config(in, out, 4, 2, 1, 0, Norm.INSTANCE, Activation.RELU, false),
                            weights)));
        }
        last = child("final", new CornerConv(2 * filters, channels, true, Activation.TANH, weights));
    }

    private static int width(int filters, int down) {
        return filters * Math.min(8, 1 << (down - 1));
    }

    /** Every layer's result by the port's name; the image is "image". */
    Map<String, NDArray> layers(NDArray x, @Nullable Draws draws) {
        Map<String, NDArray> all = new LinkedHashMap<>();
        NDArray h = x;
        for (int i = 1; i <= LEVELS; i++) {
            h = Dropout.apply(downs.get(i - 1).forward(h), i >= 4 ? DROPOUT : 0, draws);
            all.put("down" + i, h);
        }
        for (int i = 1; i < LEVELS; i++) {
            NDArray drawn = Dropout.apply(ups.get(i - 1).forward(h), i <= 4 ? DROPOUT : 0, draws);
            h = drawn.concat(present(all.get("down" + (LEVELS - i)), "level %d is missing", LEVELS - i), 1);
            all.put("up" + i, h);
        }
        all.put("image", last.forward(new Upsample().forward(h)));
        return all;
    }

    NDArray draw(NDArray x, @Nullable Draws draws) {
        return present(layers(x, draws).get("image"), "no image was drawn");
    }

    @Override
    public NDArray forward(NDArray x) {
        return draw(x, null);
    }

    /** The port's name of a weight. */
    static String name(String path) {
        String step = path.substring(0, path.indexOf('/'));
        return step + (step.equals("final") ? ".2." : ".model.0.") + PatchGanNames.leaf(path);
    }
}
