package org.ui2i.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.UpConvBlock;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;

/**
 * Encoders and generators of UNIT's domain adaptation, 32x32 images. The first encoder layer and the last two generator
 * layers are each domain's own, the rest is shared. The encoders see where a pixel is: two coordinate channels. Batch norm
 * runs over both domains' images together in the shared layers.
 */
public final class AdaptationGenerator extends Part {
    private static final int SIZE = 32;
    private final Part encodeA;
    private final Part encodeB;
    private final Part encode;
    private final Part mu;
    private final Part sigma;
    private final Part decode;
    private final Part decodeA;
    private final Part decodeB;

    AdaptationGenerator(UnitAdaptation.Config config, long seed) {
        Weights w = Weights.seeded(seed, Init.GAUSSIAN_UNIFORM_BIAS);
        int f = config.genFilters();
        encodeA = child("encode_a", conv(config.channelsA() + 2, f, 5, 2, 2, w));
        encodeB = child("encode_b", conv(config.channelsB() + 2, f, 5, 2, 2, w));
        encode = child(
                "encode",
                new Sequence()
                        .then("conv1", conv(f, 2 * f, 5, 2, 2, w))
                        .then("conv2", conv(2 * f, 4 * f, SIZE / 4, 1, 0, w))
                        .then("conv3", conv(4 * f, 8 * f, 1, 1, 0, w)));
        mu = child("mu", head(8 * f, w.with(Init.GAUSSIAN)));
        sigma = child("sigma", head(8 * f, w.with(Init.GAUSSIAN)));
        decode = child(
                "decode",
                new Sequence()
                        .then("up0", up(8 * f, 8 * f, 0, w))
                        .then("up1", up(8 * f, 4 * f, 1, w))
                        .then("up2", up(4 * f, 2 * f, 1, w)));
        decodeA = child("decode_a", image(f, config.channelsA(), w));
        decodeB = child("decode_b", image(f, config.channelsB(), w));
    }

    private static Part conv(int in, int out, int kernel, int stride, int pad, Weights w) {
        return new ConvBlock(
                new ConvBlock.Config(
                        in, out, kernel, stride, pad, Padding.ZERO, Norm.BATCH_SHIFT, Activation.LEAKY_RELU_001),
                w);
    }

    private static Part head(int channels, Weights w) {
        return new ConvBlock(
                new ConvBlock.Config(channels, channels, 1, 1, 0, Padding.ZERO, Norm.NONE, Activation.NONE), w);
    }

    private static Part up(int in, int out, int pad, Weights w) {
        return new UpConvBlock(
                new UpConvBlock.Config(in, out, 4, 2, pad, 0, Norm.BATCH_SHIFT, Activation.LEAKY_RELU_001), w);
    }

    private static Part image(int f, int channels, Weights w) {
        return new Sequence()
                .then("up3", up(2 * f, f, 1, w))
                .then(
                        "image",
                        new UpConvBlock(
                                new UpConvBlock.Config(f, channels, 1, 1, 0, 0, Norm.NONE, Activation.TANH), w));
    }

    /**
     * All four images of a batch. The running statistics move.
     *
     * @param a A's images, (B, C, 32, 32) in [-1, 1]
     * @param b B's images, (B, C', 32, 32)
     * @param draws where the code noise comes from
     * @return codes, reconstructions and translations
     */
    public UnitAdaptation.Images images(NDArray a, NDArray b, Draws draws) {
        NDArray first = encodeA.forward(withCoordinates(a)).concat(encodeB.forward(withCoordinates(b)), 0);
        NDArray h = encode.forward(first); // (2B, 8f, 1, 1)
        NDArray mean = mu.forward(h);
        NDArray sd = Ops.softplus(sigma.forward(h));
        NDArray z = decode.forward(mean.add(sd.mul(draws.noise(sd.getShape()))));
        NDList inA = decodeA.forward(z).split(2);
        NDList inB = decodeB.forward(z).split(2);
        return new UnitAdaptation.Images(mean, sd, inA.get(0), inA.get(1), inB.get(0), inB.get(1));
    }

    /** Rows and columns as two more channels, from -1 to 1 - 2/H. */
    static NDArray withCoordinates(NDArray x) {
        Shape s = x.getShape();
        int h = (int) s.get(2);
        int w = (int) s.get(3);
        float[] xy = new float[2 * h * w];
        for (int i = 0; i < h * w; i++) {
            int row = i / w;
            xy[i] = (row - h / 2f) / (h / 2f);
            xy[h * w + i] = (i % w - w / 2f) / (w / 2f);
        }
        NDManager manager = x.getManager();
        NDArray plane = Tensors.of(manager, xy, new Shape(1, 2, h, w));
        return x.concat(plane.repeat(0, s.get(0)), 1);
    }

    /** A's images encoded and drawn in A again, without noise. */
    @Override
    public NDArray forward(NDArray a) {
        return decodeA.forward(decode.forward(mu.forward(encode.forward(encodeA.forward(withCoordinates(a))))));
    }
}
