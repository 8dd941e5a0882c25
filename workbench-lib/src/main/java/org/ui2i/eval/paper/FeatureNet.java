package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ui2i.data.Sha256;
import org.ui2i.eval.paper.NetKind.Form;
import org.ui2i.tensor.Chunks;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;
import org.ui2i.tensor.TorchNet;

/**
 * A network from a user's TorchScript file, on this process's device, whose activations scores are computed of. Nothing is
 * downloaded: docs/features.md exports the papers' networks.
 *
 * <p>That the file is what its spec calls it is the user's statement. What can be checked is checked as it is loaded: the
 * SHA-256, the widths of what it gives and the number of its parameters; a network of another shape gets no plain name.
 */
public final class FeatureNet implements AutoCloseable {
    private static final int PAIRS = 16; // at once: bounds the memory

    private final NetSpec spec;
    private final TorchNet net;

    private FeatureNet(NetSpec spec, TorchNet net) {
        this.spec = spec;
        this.net = net;
    }

    /**
     * Loads a file by the spec beside it.
     *
     * @param file {@code FILE}, with {@code FILE.yaml}
     * @return the network; close it to free its weights
     * @throws IOException if one of the two cannot be read
     */
    public static FeatureNet load(Path file) throws IOException {
        return load(file, NetSpec.beside(file));
    }

    /**
     * Loads a file.
     *
     * @param file as {@code torch.jit.save} writes it
     * @param spec what it is stated to be
     * @return the network; close it to free its weights
     * @throws IllegalArgumentException if the file is another one, is no TorchScript, or is not of that kind
     * @throws IOException if it cannot be read
     */
    public static FeatureNet load(Path file, NetSpec spec) throws IOException {
        check(Files.isRegularFile(file), "%s is no file: export the network first (docs/features.md)", file);
        String found = Sha256.of(file);
        check(
                found.equals(spec.sha256().toLowerCase(Locale.ROOT)),
                "%s has the SHA-256 %s, but its spec states %s: use the file that was meant, or state this one",
                file,
                found,
                spec.sha256());
        FeatureNet loaded = new FeatureNet(spec, TorchNet.load(file));
        try {
            NetCheck.of(file, spec, loaded.net);
            return loaded;
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    /**
     * What it is.
     *
     * @return as stated
     */
    public NetSpec spec() {
        return spec;
    }

    /**
     * Feature vectors.
     *
     * @param x (N, C, S, S) in [-1, 1], S the spec's size; grey is shown as three equal planes
     * @return (N, d) on x's manager
     */
    public NDArray features(NDArray x) {
        return only(Form.VECTOR, x);
    }

    /**
     * A classifier's probabilities: the softmax of its logits, in float64.
     *
     * @param x as for {@link #features}
     * @return (N, K) on x's manager
     */
    public NDArray probabilities(NDArray x) {
        try (NDArray logits = only(Form.LOGITS, x);
                NDArray exact = logits.toType(DataType.FLOAT64, true)) {
            return Grad.off(() -> exact.softmax(1));
        }
    }

    /**
     * Activations of layers, for {@link #distances}.
     *
     * @param x as for {@link #features}
     * @return all that the network gives, on x's manager: (N, C_l, H_l, W_l) each, and weights after them if it has such
     */
    public List<NDArray> activations(NDArray x) {
        Form form = spec.kind().form();
        check(
                form == Form.MAPS || form == Form.WEIGHTED_MAPS,
                "%s is of kind %s: this score needs a network that gives activations with height and width",
                spec.name(),
                spec.kind());
        return forward(x);
    }

    /**
     * How far apart pairs of images are: LPIPS by several weighted layers, DIPD by one layer.
     *
     * @param activations of N images
     * @param left the first image of each pair, 0 to N - 1
     * @param right the second, as many
     * @return a distance a pair
     */
    public double[] distances(List<NDArray> activations, int[] left, int[] right) {
        double[] all = new double[left.length];
        for (int from = 0; from < all.length; from += PAIRS) {
            int to = Math.min(all.length, from + PAIRS);
            try (NDManager scope = Tensors.scope()) {
                List<NDArray> x = rows(activations, Arrays.copyOfRange(left, from, to), scope);
                List<NDArray> y = rows(activations, Arrays.copyOfRange(right, from, to), scope);
                double[] some = x.size() == activations.size()
                        ? PerceptualDistance.dipd(x.get(0), y.get(0))
                        : PerceptualDistance.lpips(x, y, activations.subList(x.size(), activations.size()));
                System.arraycopy(some, 0, all, from, some.length);
            }
        }
        return all;
    }

    private List<NDArray> rows(List<NDArray> activations, int[] indices, NDManager scope) {
        int layers = spec.kind().form() == Form.MAPS ? 1 : activations.size() / 2;
        NDArray some = scope.create(indices).toType(DataType.INT64, false);
        return activations.subList(0, layers).stream()
                .map(map -> {
                    NDArray rows = map.get(some);
                    rows.attach(scope);
                    return rows;
                })
                .toList();
    }

    private NDArray only(Form form, NDArray x) {
        check(
                spec.kind().form() == form,
                "%s is of kind %s: this score needs a network that gives %s",
                spec.name(),
                spec.kind(),
                form);
        return Chunks.of(x, some -> forward(some).get(0));
    }

    private NDList forward(NDArray x) {
        Shape s = x.getShape();
        check(
                s.dimension() == 4 && s.get(2) == spec.size() && s.get(3) == spec.size(),
                "images %s, but %s is fed (N, C, %d, %d): resize them, or export it for that size",
                s,
                spec.name(),
                spec.size(),
                spec.size());
        NDArray fed = Grad.off(() -> {
            NDArray ranged = Ops.scale(threePlanes(x), spec.range().scale).add((float) spec.range().shift);
            return ranged.sub(row(x, spec.mean())).div(row(x, spec.std()));
        });
        return net.forward(fed);
    }

    /** Grey as three equal planes; colour as it is. */
    static NDArray threePlanes(NDArray x) {
        return x.getShape().get(1) == 1 ? x.repeat(1, 3) : x;
    }

    private static NDArray row(NDArray x, List<Double> values) {
        float[] three = {
            values.get(0).floatValue(),
            values.get(1).floatValue(),
            values.get(2).floatValue()
        };
        return Tensors.of(x.getManager(), three, new Shape(1, 3, 1, 1));
    }

    @Override
    public void close() {
        net.close();
    }
}
