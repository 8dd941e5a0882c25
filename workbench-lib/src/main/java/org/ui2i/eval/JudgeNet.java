package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;
import org.ui2i.core.Seeds;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Training;

/** A judge's network: convolutions, a feature layer if it has one, a linear layer. */
final class JudgeNet extends Part {
    private final Part trunk;
    private final Part features;
    private final Part linear;
    private final boolean layered;
    private final int edge;
    private double seconds;

    JudgeNet(Judge.Config config, int channels, int edge, int classes) {
        Weights weights = Weights.seeded(config.seed(), Init.KAIMING);
        int f = config.filters(), d = config.features();
        this.edge = edge;
        layered = d > 0;
        trunk = child(
                "trunk",
                new Sequence()
                        .then("conv0", conv(channels, f, 3, 1, 1, Activation.LEAKY_RELU, weights))
                        .then("conv1", conv(f, 2 * f, 3, 2, 1, Activation.LEAKY_RELU, weights))
                        .then("conv2", conv(2 * f, 4 * f, 3, 2, 1, Activation.LEAKY_RELU, weights)));
        Sequence layer = new Sequence();
        features = child(
                "features",
                layered ? layer.then("layer", conv(4 * f, d, edge / 4, 1, 0, Activation.LEAKY_RELU, weights)) : layer);
        linear = child(
                "linear",
                layered
                        ? conv(d, classes, 1, 1, 0, Activation.NONE, weights)
                        : conv(4 * f, classes, edge / 4, 1, 0, Activation.NONE, weights));
    }

    /** A network that tells the task's classes apart: a published one if there is one, else trained here. */
    static JudgeNet of(JudgeTask task, String key) {
        int edge = task.images().width();
        check(edge % 4 == 0, "images are %d wide: use a multiple of 4", edge);
        JudgeNet net = new JudgeNet(
                task.config(), task.images().channels(), edge, task.classes().size());
        if (!PublishedJudges.fill(net, PublishedJudges.committed().resolve(key))) {
            net.train(task);
        }
        return net;
    }

    private void train(JudgeTask task) {
        Judge.Config config = task.config();
        JudgeData data = new JudgeData(task.images(), task.labels(), config.batch(), config.shift());
        Training<JudgeData.Labelled> training = new Training<JudgeData.Labelled>(Seeds.mix(config.seed(), 1))
                .player("judge", new Adam(new Adam.Config(config.learningRate(), 0.9, 0.999, 1e-8, 0)), this);
        training.run(data, config.steps(), x -> data.loss(forward(x.images()), x));
        seconds = training.history().seconds();
    }

    /** How long its training took; 0 if it was read. */
    double seconds() {
        return seconds;
    }

    private static Part conv(int in, int out, int kernel, int stride, int pad, Activation activation, Weights weights) {
        return new ConvBlock(
                new ConvBlock.Config(in, out, kernel, stride, pad, Padding.ZERO, Norm.NONE, activation), weights);
    }

    /** Logits. */
    @Override
    public NDArray forward(NDArray x) {
        NDArray maps = trunk.forward(x), h = features.forward(maps);
        NDArray logits = linear.forward(h).reshape(x.getShape().get(0), -1); // (B, K, 1, 1) -> (B, K)
        if (h != maps) {
            h.close();
        }
        maps.close();
        return logits;
    }

    /** Activations of the last convolution, (B, 4f, H/4, W/4). */
    NDArray maps(NDArray x) {
        return trunk.forward(x);
    }

    /** Activations of the layer before the last, (B, d). */
    NDArray features(NDArray x) {
        NDArray maps = trunk.forward(x);
        long n = x.getShape().get(0);
        return layered ? features.forward(maps).reshape(n, -1) : Ops.overPlaces(maps);
    }

    /** What {@link #features} reads. */
    String layer() {
        return layered ? "layer before the last" : "last convolution, means over places";
    }

    /** A layer of many images, on their manager. */
    NDArray read(NDArray x, UnaryOperator<NDArray> layer) {
        Images images = Images.of(x);
        checkSize(images);
        Shape one = shape(images, layer);
        float[] values = images.through(layer);
        return Tensors.of(x.getManager(), values, new Shape(images.count()).addAll(one.slice(1)));
    }

    private static Shape shape(Images images, UnaryOperator<NDArray> layer) {
        try (NDManager scope = Tensors.scope()) {
            return Grad.off(() -> layer.apply(images.tensor(scope, 0, 1))).getShape();
        }
    }

    /** Each image's logits. */
    double[][] logits(Images x) {
        checkSize(x);
        return Rows.of(x.through(this::forward), x.count());
    }

    private void checkSize(Images x) {
        check(
                x.width() == edge && x.height() == edge,
                "images are %d x %d, the judge's %d x %d: resize them first",
                x.width(),
                x.height(),
                edge,
                edge);
    }
}
