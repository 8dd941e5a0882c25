package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ui2i.core.Budget;
import org.ui2i.data.ImageSet;

/**
 * A small classifier, trained on real training images only and then frozen, that says what an image shows: its domain, its
 * letter, its digit. It shares no weights with what it judges. Its own accuracy on real test images bounds what its
 * verdicts mean: print it beside them. Where {@code checkpoints/judges} has one of exactly these images and numbers, it is
 * read instead of trained, so that scores do not depend on the machine.
 *
 * <pre>conv 3x3 f - conv 3x3/2 2f - conv 3x3/2 4f (- linear d) - linear, leaky ReLU; softmax cross entropy, Adam</pre>
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
     * @param features width of a layer before the last, whose activations are {@link #features}; 0: none, the last
     *     convolution's means over places serve
     */
    public record Config(int steps, int batch, double learningRate, int filters, int shift, long seed, int features) {
        /** Checks the ranges. */
        public Config {
            check(steps >= 1 && batch >= 1, "%d steps of %d images: use at least 1", steps, batch);
            check(learningRate > 0, "learning rate is %s: use a positive number", learningRate);
            check(filters >= 1, "filters is %d: use at least 1", filters);
            check(shift >= 0, "shift is %d: use 0 or more", shift);
            check(features >= 0, "the feature layer's width is %d: use 0 for none or, say, 32", features);
        }

        /**
         * The usual judge of 32 x 32 images.
         *
         * @param seed of weights and batches
         * @return 800 steps of 64 images, f = 16
         */
        public static Config usual(long seed) {
            return new Config(800, 64, 1e-3, 16, 2, seed, 0);
        }

        /**
         * A longer or shorter training.
         *
         * @param n steps
         * @return a copy
         */
        public Config withSteps(int n) {
            return new Config(n, batch, learningRate, filters, shift, seed, features);
        }

        /**
         * A judge with a feature layer, or another one.
         *
         * @param d its width
         * @return a copy
         */
        public Config withFeatures(int d) {
            return new Config(steps, batch, learningRate, filters, shift, seed, d);
        }

        /**
         * Other weights and batches.
         *
         * @param other seed
         * @return a copy
         */
        public Config withSeed(long other) {
            return new Config(steps, batch, learningRate, filters, shift, other, features);
        }
    }

    private final Config config;
    private final String key;
    private final List<String> classes;
    private final JudgeNet net;

    private Judge(JudgeTask task) {
        config = task.config();
        key = task.key();
        classes = task.classes();
        net = JudgeNet.of(task, key);
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
        return train(config, Arrays.stream(images).map(Images::of).toList(), labels);
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
        Map<String, Images> images = new LinkedHashMap<>();
        sets.forEach((name, set) -> images.put(name, Images.of(set)));
        return betweenImages(config, images);
    }

    static Judge betweenImages(Config config, Map<String, Images> sets) {
        List<String> labels = new ArrayList<>();
        sets.forEach((name, set) -> labels.addAll(Collections.nCopies(set.count(), name)));
        return train(config, List.copyOf(sets.values()), labels);
    }

    static List<String> labels(ImageSet set, String column) {
        return IntStream.range(0, set.size()).mapToObj(i -> set.text(column, i)).toList();
    }

    private static Judge train(Config config, List<Images> sets, List<String> labels) {
        return new Judge(JudgeTask.of(config, Images.all(sets), labels));
    }

    /**
     * What the judge can say.
     *
     * @return the classes, sorted
     */
    public List<String> classes() {
        return classes;
    }

    /** Writes it where {@link PublishedJudges} finds it; its folder's name. */
    String publish(Path parent, String command) throws IOException {
        if (!Files.isDirectory(parent.resolve(key))) {
            PublishedJudges.write(parent.resolve(key), net, config, command);
        }
        return key;
    }

    /** The layer that {@link #features} reads. */
    String layer() {
        return net.layer();
    }

    /**
     * What the judge sees just before it decides: a feature space for distances between sets of images. Scores made with
     * it name it, and what is scored must not have been trained with it.
     *
     * @param x (N, C, H, W) in [-1, 1], of the size that it was trained on
     * @return (N, d) on x's manager
     */
    public NDArray features(NDArray x) {
        return net.read(x, net::features);
    }

    /**
     * The last convolution's activations, for distances place by place.
     *
     * @param x (N, C, H, W) in [-1, 1]
     * @return (N, 4f, H/4, W/4) on x's manager
     */
    public NDArray maps(NDArray x) {
        return net.read(x, net::maps);
    }

    /**
     * p(y|x): how likely each class is to the judge.
     *
     * @param x (N, C, H, W) in [-1, 1]
     * @return (N, K), each row's sum 1, in the order of {@link #classes}, on x's manager
     */
    public NDArray probabilities(NDArray x) {
        return net.read(x, chunk -> net.forward(chunk).softmax(1));
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
        return read(x).names();
    }

    private Verdicts read(Images x) {
        return new Verdicts(classes, net.logits(x));
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
     * How many images are judged to be what they should be: the translation accuracy. Letters that look alike in both
     * cases (c and C, o and O) are different classes and count as errors when mistaken.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @param expected B classes
     * @return a share in [0, 1]
     */
    public double accuracy(NDArray x, List<String> expected) {
        return accuracy(Images.of(x), expected);
    }

    /**
     * How many images have what they should be among the judge's k likeliest classes.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @param expected B classes
     * @param k at least 1; 1 is {@link #accuracy(NDArray, List)}
     * @return a share in [0, 1]
     */
    public double top(NDArray x, List<String> expected, int k) {
        return read(Images.of(x)).top(expected, k);
    }

    /**
     * How sure the judge is, whatever of.
     * <pre>mean over images of max_k softmax(logits)_k</pre>
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @return in (1 / K, 1]
     */
    public double confidence(NDArray x) {
        return read(Images.of(x)).confidence();
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
        return read(x).accuracy(expected);
    }
}
