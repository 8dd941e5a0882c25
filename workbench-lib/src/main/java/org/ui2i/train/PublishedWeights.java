package org.ui2i.train;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;
import static org.ui2i.core.Check.shown;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ui2i.core.Reason;
import org.ui2i.core.SafeFile;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;

/**
 * Trained networks for others to use: {@code weights.npz} (float16, or a byte a weight) and {@code meta.json} (how they were made) in one
 * folder. Half the size of float32 and without what only training needs; a shared block is stored once.
 */
public final class PublishedWeights {
    private static final String WEIGHTS = "weights.npz";
    private static final String META = "meta.json";

    /** How finely weights are stored. */
    public enum Precision {
        /** float16 */
        HALF,
        /** a byte a weight: half the size; the weights move by up to 0.4 % of their row's largest */
        BYTE
    }

    /**
     * How weights were made.
     *
     * @param model which networks, for example {@code unit}
     * @param config their configuration as YAML
     * @param command what was typed to make them
     * @param seed the run's seed
     * @param steps the run's steps
     * @param seconds how long the run took
     */
    public record Origin(String model, String config, String command, long seed, long steps, double seconds) {}

    /** meta.json; {@code same} says which array a shared one is stored as. */
    private record Meta(
            Origin origin,
            String written,
            Map<String, String> versions,
            Map<String, String> machine,
            Map<String, String> same) {}

    private final Meta meta;
    private final Map<String, NDArray> arrays;

    private PublishedWeights(Meta meta, Map<String, NDArray> arrays) {
        this.meta = meta;
        this.arrays = arrays;
    }

    /**
     * Writes both files; each replaces an older one in one go.
     *
     * @param folder made if it is not there
     * @param networks by name, for example {@code genA}
     * @param origin how they were made
     * @param precision how finely they are stored
     * @throws IOException if writing fails
     * @throws IllegalArgumentException if a weight is beyond float16's range
     */
    public static void write(Path folder, Map<String, ? extends Part> networks, Origin origin, Precision precision)
            throws IOException {
        IdentityHashMap<NDArray, String> stored = new IdentityHashMap<>();
        Map<String, String> same = new LinkedHashMap<>();
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        networks.forEach((network, part) -> part.state().forEach((path, array) -> {
            String name = network + "/" + path;
            String first = stored.putIfAbsent(array, name);
            if (first != null) {
                same.put(name, first);
            } else {
                double largest =
                        array.isEmpty() ? 0 : array.abs().max().getFloat(); // a constant of length 0 is left out
                check(largest <= 65504, "%s holds %s, float16 ends at 65504: the training diverged", name, largest);
                arrays.put(name, array);
            }
        }));
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Meta meta = new Meta(origin, now, Versions.all(), Versions.machine(), same);
        Files.createDirectories(folder);
        Path weights = folder.resolve(WEIGHTS);
        try (NDManager scope = Tensors.scope()) {
            Map<String, NDArray> all = precision == Precision.BYTE ? Bytes.cut(arrays, scope) : arrays;
            SafeFile.move(SafeFile.aside(weights, out -> Npz.writeHalf(out, all)), weights);
        }
        SafeFile.write(folder.resolve(META), (Json.of(meta) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Where the weights that come with the workbench are.
     *
     * @return the folder {@code checkpoints}
     */
    public static Path bundled() {
        return Path.of(System.getProperty("ui2i.root", "."), "checkpoints");
    }

    /**
     * Reads published weights.
     *
     * @param path the folder or its {@code weights.npz}
     * @param manager who owns the arrays
     * @return the weights as float32
     * @throws IOException if a file is damaged
     * @throws IllegalArgumentException if a file is missing
     */
    public static PublishedWeights read(Path path, NDManager manager) throws IOException {
        Path weights = Files.isDirectory(path) ? path.resolve(WEIGHTS) : path;
        check(
                Files.exists(weights) && Files.exists(weights.resolveSibling(META)),
                "%s holds no published weights: name a folder with %s and %s",
                path,
                WEIGHTS,
                META);
        Meta meta = whole(weights.resolveSibling(META), file -> Json.read(Meta.class, Files.readString(file)));
        return new PublishedWeights(meta, whole(weights, file -> {
            Map<String, NDArray> arrays =
                    Bytes.restored(Npz.read(new ByteArrayInputStream(Files.readAllBytes(file)), manager));
            meta.same()
                    .forEach((name, first) ->
                            arrays.put(name, present(arrays.get(first), "%s is missing", shown(first))));
            return arrays;
        }));
    }

    private interface Read<T> {
        T of(Path file) throws IOException;
    }

    private static <T> T whole(Path file, Read<T> read) throws IOException {
        try {
            return read.of(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(Reason.damaged(file, e).getMessage() + ": get it anew, or train again", e);
        }
    }

    /**
     * How they were made.
     *
     * @return the origin
     */
    public Origin origin() {
        return meta.origin();
    }

    /**
     * Copies one network's weights into a network of the same structure.
     *
     * @param network its name when written
     * @param part filled
     * @throws IllegalArgumentException if an array is missing, unknown or of another shape
     */
    public void load(String network, Part part) {
        Map<String, NDArray> own = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(network + "/")) {
                own.put(name.substring(network.length() + 1), array);
            }
        });
        part.load(own);
    }
}
