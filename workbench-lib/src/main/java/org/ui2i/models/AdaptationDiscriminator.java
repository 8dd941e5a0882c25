package org.ui2i.models;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Dropout;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;

/**
 * Discriminator and classifier of UNIT's domain adaptation, 32x32 images: the first layer is each domain's own, the others
 * are shared; two heads on the deepest features tell real from fake and the class. Dropout before both heads only: the
 * features that are compared see none.
 */
public final class AdaptationDiscriminator extends Part {
    private static final List<Double> DROPOUT = List.of(0.1, 0.3, 0.5, 0.5); // before conv1, conv2, conv3, the heads
    private final Part firstA;
    private final Part firstB;
    private final List<Part> shared;
    private final Part real;
    private final Part classes;

    AdaptationDiscriminator(UnitAdaptation.Config config, long seed) {
        Weights w = Weights.seeded(seed ^ 1, Init.XAVIER); // not the generator's numbers
        int f = config.disFilters();
        firstA = child("first_a", conv(config.channelsA(), f, w));
        firstB = child("first_b", conv(config.channelsB(), f, w));
        shared = List.of(
                child("conv1", conv(f, 2 * f, w)),
                child("conv2", conv(2 * f, 4 * f, w)),
                child("conv3", conv(4 * f, 8 * f, w)));
        real = child("real", head(8 * f, 2, w));
        classes = child("classes", head(8 * f, config.classes(), w));
    }

    private static Part conv(int in, int out, Weights w) {
        return new ConvBlock(new ConvBlock.Config(in, out, 5, 1, 2, Padding.ZERO, Norm.NONE, Activation.RELU), w);
    }

    private static Part head(int in, int out, Weights w) {
        return new ConvBlock(new ConvBlock.Config(in, out, 2, 1, 0, Padding.ZERO, Norm.NONE, Activation.NONE), w);
    }

    private NDArray deepen(NDArray h, @Nullable Draws draws) {
        for (int i = 0; i < shared.size(); i++) {
            h = Ops.maxPool2(shared.get(i).forward(Dropout.apply(h, DROPOUT.get(i), draws)));
        }
        return Dropout.apply(h, DROPOUT.get(3), draws);
    }

    private NDArray first(Part own, NDArray x) {
        return Ops.maxPool2(own.forward(x));
    }

    /**
     * Logits of fake (0) and real (1) for A's and B's images together.
     *
     * @param a (B, C, 32, 32) in [-1, 1]
     * @param b (B, C', 32, 32)
     * @param draws where the dropout masks come from
     * @return (2B, 2), A's first
     */
    public NDArray realOrFake(NDArray a, NDArray b, Draws draws) {
        NDArray h = first(firstA, a).concat(first(firstB, b), 0);
        return real.forward(deepen(h, draws)).reshape(-1, 2);
    }

    /**
     * Class logits of A's images.
     *
     * @param a (B, C, 32, 32) in [-1, 1]
     * @param draws where the dropout masks come from; null for testing
     * @return (B, classes)
     */
    public NDArray classifyA(NDArray a, @Nullable Draws draws) {
        NDArray logits = classes.forward(deepen(first(firstA, a), draws));
        return logits.reshape(a.getShape().get(0), -1);
    }

    /**
     * Class logits of B's images: what the adaptation is for.
     *
     * @param b (B, C', 32, 32) in [-1, 1]
     * @return (B, classes), without a graph
     */
    public NDArray classifyB(NDArray b) {
        return Grad.off(() -> classes.forward(deepen(first(firstB, b), null))
                .reshape(b.getShape().get(0), -1));
    }

    /**
     * Deepest features of A's images, without dropout.
     *
     * @param a (B, C, 32, 32)
     * @return (B, 8f, 2, 2)
     */
    public NDArray featuresA(NDArray a) {
        return deepen(first(firstA, a), null);
    }

    /**
     * Deepest features of B's images, without dropout.
     *
     * @param b (B, C', 32, 32)
     * @return (B, 8f, 2, 2)
     */
    public NDArray featuresB(NDArray b) {
        return deepen(first(firstB, b), null);
    }

    /** Class logits of A's images, without dropout. */
    @Override
    public NDArray forward(NDArray a) {
        return classifyA(a, null);
    }
}
