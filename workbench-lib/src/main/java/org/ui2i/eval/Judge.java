package org.ui2i.eval;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.core.Budget;
import org.ui2i.core.Seeds;
import org.ui2i.data.ImageSet;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.train.Training;

/**
 * A small classifier, trained on real training images only and then frozen, that says what an image shows: its domain, its
 * letter, its digit. It shares no weights with what it judges. Its own accuracy on real test images bounds what its
 * verdicts mean: print it beside them.
 *
 * <pre>conv 3x3 f - conv 3x3/2 2f - conv 3x3/2 4f - linear, leaky ReLU; softmax cross entropy, Adam</pre>
 */
public final class Judge {
    /**
     * A judge's numbers.
     *
     * @param steps of training; capped by {@link Budget}
     * @param batch images a step
     * @param learningRate of Adam
     * @param filters f
     * @param shift largest random shift in pixels while training, so that position alone decides nothing
     * @param seed decides weights and batches
     */
    public record Config(int steps, int batch, double learningRate, int filters, int shift, long seed) {
        /** Checks the ranges. */
        public Config {
            check(steps >= 1 && batch >= 1, "%d steps of %d images: use at least 1", steps, batch);
            check(learningRate > 0, "learning rate is %s: use a positive number", learningRate);
            check(filters >= 1, "filters is %d: use at least 1", filters);
            check(shift >= 0, "shift is %d: use 0 or more", shift);
        }

        /**
         * The usual judge of 32 x 32 images.
         *
         * @param seed of weights and batches
         * @return 800 steps of 64 images, f = 16
         */
        public static Config usual(long seed) {
            return new Config(800, 64, 1e-3, 16, 2, seed);
        }

        /**
         * A longer or shorter training.
         *
         * @param n steps
         * @return a copy
         */
        public Config withSteps(int n) {
            return new Config(n, batch, learningRate, filters, shift, seed);
        }
    }

    private final List<String> classes;
    private final Part net;
    private final int edge;

    private Judge(List<String> classes, Part net, int edge) {
        this.classes = classes;
        this.net = net;
        this.edge = edge;
    }

    /**
     * A judge of a manifest's column, such as {@code content} (the letter) or {@code class}.
     *
     * @param config its numbers
     * @param column whose values are the classes, at least two
     * @param images real training images, square, of one size
     * @return the trained judge
     */
    public static Judge of(Config config, String column, ImageSet... images) {
        List<String> labels = new ArrayList<>();
        for (ImageSet set : images) {
            labels.addAll(labels(set, column));
        }
        return train(config, List.of(images), labels);
    }

    /**
     * A judge that tells sets apart, such as two domains.
     *
     * @param config its numbers
     * @param sets real training images by class, at least two classes; equal counts and equal contents leave it nothing
     *     to go by but the look
     * @return the trained judge
     */
    public static Judge between(Config config, Map<String, ImageSet> sets) {
        List<ImageSet> images = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        sets.forEach((name, set) -> {
            images.add(set);
            labels.addAll(Collections.nCopies(set.size(), name));
        });
        return train(config, images, labels);
    }

    static List<String> labels(ImageSet set, String column) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            labels.add(set.text(column, i));
        }
        return labels;
    }

    private static Judge train(Config config, List<ImageSet> images, List<String> labels) {
        List<String> classes = labels.stream().distinct().sorted().toList();
        check(classes.size() >= 2, "a judge of the classes %s has nothing to tell apart: give at least two", classes);
        int edge = images.get(0).width();
        check(edge % 4 == 0, "images are %d wide: use a multiple of 4", edge);
        Map<String, Integer> numbers = new HashMap<>();
        classes.forEach(name -> numbers.put(name, numbers.size()));
        JudgeData data = new JudgeData(
                images, labels.stream().mapToInt(numbers::get).toArray(), config.batch, config.shift, edge);
        Part net = net(config, images.get(0).channels(), edge, classes.size());
        new Training<JudgeData.Labelled>(Seeds.mix(config.seed, 1))
                .player("judge", new Adam(new Adam.Config(config.learningRate, 0.9, 0.999, 1e-8, 0)), net)
                .run(data, Budget.steps(config.steps), x -> data.loss(logits(net, x.images()), x));
        return new Judge(classes, net, edge);
    }

    private static Part net(Config config, int channels, int edge, int classes) {
        Weights weights = Weights.seeded(config.seed, Init.KAIMING);
        int f = config.filters;
        return new Sequence()
                .then("conv0", conv(channels, f, 3, 1, 1, Activation.LEAKY_RELU, weights))
                .then("conv1", conv(f, 2 * f, 3, 2, 1, Activation.LEAKY_RELU, weights))
                .then("conv2", conv(2 * f, 4 * f, 3, 2, 1, Activation.LEAKY_RELU, weights))
                .then("linear", conv(4 * f, classes, edge / 4, 1, 0, Activation.NONE, weights));
    }

    private static Part conv(int in, int out, int kernel, int stride, int pad, Activation activation, Weights weights) {
        return new ConvBlock(
                new ConvBlock.Config(in, out, kernel, stride, pad, Padding.ZERO, Norm.NONE, activation), weights);
    }

    private static NDArray logits(Part net, NDArray x) {
        return net.forward(x).reshape(x.getShape().get(0), -1); // (B, K, 1, 1) -> (B, K)
    }

    /**
     * What the judge can say.
     *
     * @return the classes, sorted
     */
    public List<String> classes() {
        return classes;
    }

    /**
     * The class of each image.
     *
     * @param x (B, C, H, W) in [-1, 1], of the size that it was trained on
     * @return B of {@link #classes}
     */
    public List<String> verdicts(NDArray x) {
        return verdicts(Images.of(x));
    }

    List<String> verdicts(Images x) {
        check(
                x.width() == edge && x.height() == edge,
                "images are %d x %d, the judge's %d x %d: resize them first",
                x.width(),
                x.height(),
                edge,
                edge);
        float[] logits = x.through(chunk -> logits(net, chunk));
        int k = classes.size();
        List<String> verdicts = new ArrayList<>();
        for (int i = 0; i < x.count(); i++) {
            int best = 0;
            for (int j = 1; j < k; j++) {
                best = logits[i * k + j] > logits[i * k + best] ? j : best;
            }
            verdicts.add(classes.get(best));
        }
        return verdicts;
    }

    /**
     * How many images are judged to be of one class.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @param name one of {@link #classes}
     * @return a share in [0, 1]
     */
    public double share(NDArray x, String name) {
        check(classes.contains(name), "the judge knows no class \"%s\": use one of %s", name, classes);
        return accuracy(Images.of(x), Collections.nCopies((int) x.getShape().get(0), name));
    }

    /**
     * How many images are judged to be what they should be. Letters that look alike in both cases (c and C, o and O) are
     * different classes and count as errors when mistaken.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @param expected B classes
     * @return a share in [0, 1]
     */
    public double accuracy(NDArray x, List<String> expected) {
        return accuracy(Images.of(x), expected);
    }

    /**
     * How sure the judge is, whatever of.
     * <pre>mean over images of max_k softmax(logits)_k</pre>
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @return in (1 / K, 1]
     */
    public double confidence(NDArray x) {
        float[] logits = Images.of(x).through(chunk -> logits(net, chunk));
        int k = classes.size();
        double sum = 0;
        for (int i = 0; i < logits.length; i += k) {
            double top = Double.NEGATIVE_INFINITY;
            double total = 0;
            for (int j = 0; j < k; j++) {
                top = Math.max(top, logits[i + j]);
            }
            for (int j = 0; j < k; j++) {
                total += Math.exp(logits[i + j] - top);
            }
            sum += 1 / total;
        }
        return sum * k / logits.length;
    }

    /**
     * How well it judges real images that it was not trained on.
     *
     * @param real test images
     * @param column the manifest's column with the classes
     * @return a share in [0, 1]
     */
    public double accuracy(ImageSet real, String column) {
        return accuracy(Images.of(real), labels(real, column));
    }

    double accuracy(Images x, List<String> expected) {
        check(expected.size() == x.count(), "%d images, %d classes: give one each", x.count(), expected.size());
        List<String> verdicts = verdicts(x);
        double hits = 0;
        for (int i = 0; i < expected.size(); i++) {
            hits += verdicts.get(i).equals(present(expected.get(i), "image %d has no class: name it", i)) ? 1 : 0;
        }
        return hits / expected.size();
    }
}
