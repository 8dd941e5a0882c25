package org.ui2i.train;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;
import static org.ui2i.core.Check.shown;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Reason;
import org.ui2i.core.SafeFile;
import org.ui2i.data.Sha256;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Ops;

/**
 * All that a run needs to go on as if it had never stopped, in one stored zip: {@code meta.json}, {@code history.csv},
 * {@code timing.csv}, and a npy member an array ({@code net/PLAYER/i/PATH} the player's i-th network,
 * {@code ema/PLAYER/i/PATH} its i-th average, {@code kept/NAME/PATH}, {@code opt/PLAYER/LIST/i} moments). Random draws
 * and the order of the data follow from seed and step, so they have no state.
 */
public final class Checkpoint {
    static final String LAST = "last.ckpt";
    private static final String PREVIOUS = "previous.ckpt";
    private static final String ARRAY = ".npy";
    private static final int FORMAT = 1;

    /**
     * What a training went on from.
     *
     * @param file the checkpoint
     * @param step its last step
     * @param notice blank, or why an older file than the newest was taken
     */
    public record Resumed(Path file, long step, String notice) {}

    record Loaded(Checkpoint content, Resumed from) {}

    /** meta.json. */
    private record Meta(
            int format,
            long step,
            long seed,
            @Nullable String model,
            String config,
            String dataHash,
            Map<String, Double> rates,
            Map<String, Long> updates,
            Map<String, String> versions,
            List<String> arrays) {
        private Meta {
            check(step >= 0, "its step is %d", step);
            rates.forEach((player, rate) -> check(rate >= 0, "the rate of %s is %s", player, rate));
        }
    }

    private final Meta meta;
    private final History history;
    private final Map<String, NDArray> arrays;

    private Checkpoint(Meta meta, History history, Map<String, NDArray> arrays) {
        this.meta = meta;
        this.history = history;
        this.arrays = arrays;
    }

    /**
     * Reads a checkpoint, for translating and scoring; training goes on with {@link Training#resume}.
     *
     * @param file the checkpoint, or a run's folder: then its newest whole one
     * @param manager who owns the arrays
     * @return the checkpoint
     * @throws IOException if there is no whole checkpoint
     */
    public static Checkpoint read(Path file, NDManager manager) throws IOException {
        return newest(file, manager).content();
    }

    /**
     * Which networks it holds.
     *
     * @return the name given to {@link Training#model}, or blank
     */
    public String model() {
        return meta.model() == null ? "" : meta.model();
    }

    /**
     * The configuration it was trained with.
     *
     * @return YAML as given to {@link Training#config}
     */
    public String config() {
        return meta.config();
    }

    /**
     * Its last step.
     *
     * @return from 0
     */
    public long step() {
        return meta.step();
    }

    /**
     * The run's seed.
     *
     * @return the seed
     */
    public long seed() {
        return meta.seed();
    }

    /**
     * The history up to its last step.
     *
     * @return a row a step
     */
    public History history() {
        return history;
    }

    /**
     * Tells networks apart: equal if all weights, buffers and averages are, bit for bit.
     *
     * @return SHA-256 in hex, without the optimizers' moments
     */
    public String weightsHash() {
        return hash(arrays);
    }

    static String hash(Map<String, NDArray> arrays) {
        StringBuilder lines = new StringBuilder();
        arrays.forEach((name, array) -> {
            if (!name.startsWith("opt/")) {
                lines.append(name)
                        .append(' ')
                        .append(Sha256.of(Npz.encode(array, false)))
                        .append('\n');
            }
        });
        return Sha256.of(lines.toString());
    }

    /**
     * Copies a network's weights and buffers into a network of the same structure.
     *
     * @param player the player's name
     * @param index which of the player's networks, in the order given to {@link Training#player}
     * @param part filled
     * @throws IllegalArgumentException if an array is missing, unknown or of another shape
     */
    public void load(String player, int index, Part part) {
        part.load(below("net/" + player + "/" + index + "/"));
    }

    /**
     * Copies a moving average into a network of the same structure.
     *
     * @param player the player's name
     * @param index which of the player's averages, in the order given to {@link Player#average}
     * @param part filled
     * @throws IllegalArgumentException if an array is missing, unknown or of another shape
     */
    public void loadAverage(String player, int index, Part part) {
        part.load(below("ema/" + player + "/" + index + "/"));
    }

    private Map<String, NDArray> below(String prefix) {
        Map<String, NDArray> found = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), array);
            }
        });
        return found;
    }

    static Checkpoint of(Training<?> training) {
        Map<String, Double> rates = new LinkedHashMap<>();
        Map<String, Long> updates = new LinkedHashMap<>();
        Map<String, NDArray> arrays = training.networks();
        for (Player player : training.players()) {
            rates.put(player.name(), player.optimizer().learningRate());
            for (int i = 0; i < player.averages().size(); i++) {
                updates.put(player.name() + "/" + i, player.averages().get(i).updates());
            }
            player.optimizer().state().forEach((name, array) -> arrays.put("opt/" + player.name() + "/" + name, array));
        }
        Meta meta = new Meta(
                FORMAT,
                training.stepNow(),
                training.seed(),
                training.model(),
                training.config(),
                training.dataHash(),
                rates,
                updates,
                Versions.all(),
                List.copyOf(arrays.keySet()));
        return new Checkpoint(meta, training.historyNow(), arrays);
    }

    /** All networks' live arrays by the names they have in the file. */
    static Map<String, NDArray> networks(List<Player> players, Map<String, Part> kept) {
        Map<String, NDArray> all = new LinkedHashMap<>();
        for (Player player : players) {
            for (int i = 0; i < player.parts().size(); i++) {
                put(all, "net/" + player.name() + "/" + i, player.parts().get(i));
            }
            for (int i = 0; i < player.averages().size(); i++) {
                put(
                        all,
                        "ema/" + player.name() + "/" + i,
                        player.averages().get(i).target());
            }
        }
        kept.forEach((name, part) -> put(all, "kept/" + name, part));
        return all;
    }

    private static void put(Map<String, NDArray> all, String path, Part part) {
        part.state().forEach((name, array) -> all.put(path + "/" + name, array));
    }

    /** Replaces the file in one go; what was there stays as the previous one. */
    void write(Path file) throws IOException {
        Path aside = SafeFile.aside(file, this::content);
        if (Files.exists(file)) {
            SafeFile.move(file, previous(file));
        }
        SafeFile.move(aside, file);
    }

    private void content(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        Npz.store(zip, "meta.json", Json.of(meta).getBytes(StandardCharsets.UTF_8));
        Npz.store(zip, "history.csv", history.losses()::write);
        Npz.store(zip, "timing.csv", history.times()::write);
        Npz.write(zip, arrays);
        zip.finish();
    }

    private static Path previous(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.equals(LAST) ? PREVIOUS : name + ".previous");
    }

    /** The newest whole checkpoint: the file itself, else the one before it. */
    static Loaded newest(Path path, NDManager manager) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve(LAST) : path;
        try {
            Checkpoint content = whole(file, manager);
            return new Loaded(content, new Resumed(file, content.step(), ""));
        } catch (IOException newest) {
            Path older = previous(file);
            if (!Files.exists(older)) {
                throw new IOException(newest.getMessage() + ": use another checkpoint, or train again", newest);
            }
            Checkpoint content = whole(older, manager);
            String notice = newest.getMessage() + ": went back to " + older + ", step " + content.step();
            return new Loaded(content, new Resumed(older, content.step(), notice));
        }
    }

    private static Checkpoint whole(Path file, NDManager manager) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " does not exist");
        }
        try {
            return parse(file, manager);
        } catch (IOException | IllegalArgumentException e) {
            throw Reason.damaged(file, e);
        }
    }

    /**
     * Read as a stream, which checks each member's CRC, and holds one array's bytes at a time: Java's heap is much smaller
     * than a large model's checkpoint. Stored members cannot be larger than the file.
     */
    private static Checkpoint parse(Path file, NDManager manager) throws IOException {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        Map<String, NDArray> found = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new FileInputStream(file.toFile()))) {
            for (ZipEntry entry = Npz.next(zip); entry != null; entry = Npz.next(zip)) {
                String name = entry.getName();
                check(
                        entry.getMethod() == ZipEntry.STORED,
                        "%s is compressed, which no checkpoint's member is",
                        shown(name));
                check(!texts.containsKey(name) && !found.containsKey(name), "%s is there twice", shown(name));
                if (name.endsWith(ARRAY)) {
                    found.put(name, Npz.decode(name, zip.readAllBytes(), manager));
                } else {
                    texts.put(name, zip.readAllBytes());
                }
            }
        } catch (EOFException | ZipException e) { // whose own words say less
            throw new IOException("its zip is cut off or changed", e);
        }
        return of(texts, found);
    }

    private static Checkpoint of(Map<String, byte[]> texts, Map<String, NDArray> found) throws IOException {
        Meta meta = Json.read(Meta.class, text(texts, "meta.json"));
        check(meta.format() == FORMAT, "its format is %d, this version reads %d", meta.format(), FORMAT);
        History history = new History();
        history.load(text(texts, "history.csv"), text(texts, "timing.csv"));
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (String name : meta.arrays()) {
            arrays.put(name, there(found.get(name + ARRAY), name + ARRAY));
        }
        return new Checkpoint(meta, history, arrays);
    }

    private static String text(Map<String, byte[]> members, String name) throws IOException {
        return new String(there(members.get(name), name), StandardCharsets.UTF_8);
    }

    private static <T> T there(@Nullable T member, String name) throws IOException {
        if (member == null) {
            throw new IOException("it is cut off before " + shown(name));
        }
        return member;
    }

    /** Hands all over to a training of the same networks; all is checked before anything changes. */
    void restore(Training<?> training) {
        check(
                meta.seed() == training.seed(),
                "the seed is %d, but the checkpoint's is %d: use it",
                training.seed(),
                meta.seed());
        Configs.checkEqual(training.config(), meta.config());
        Map<String, NDArray> own = training.networks();
        List<String> saved = new ArrayList<>(arrays.keySet());
        saved.removeIf(name -> name.startsWith("opt/"));
        own.forEach(this::fits);
        saved.forEach(name -> check(own.containsKey(name), "the checkpoint has %s, but the training has not", name));
        for (Player player : training.players()) {
            player.optimizer().checkState(below("opt/" + player.name() + "/"), player.weights());
            known(meta.rates(), player.name());
            for (int i = 0; i < player.averages().size(); i++) {
                known(meta.updates(), player.name() + "/" + i);
            }
        }
        own.forEach((name, array) -> Ops.copy(known(arrays, name), array));
        training.players().forEach(this::restore);
        training.set(meta.step(), meta.dataHash());
        training.historyNow().load(history.csv(), history.timingCsv());
    }

    private void restore(Player player) {
        player.optimizer().load(below("opt/" + player.name() + "/"));
        player.optimizer().setLearningRate(known(meta.rates(), player.name()));
        for (int i = 0; i < player.averages().size(); i++) {
            player.averages().get(i).setUpdates(known(meta.updates(), player.name() + "/" + i));
        }
    }

    private static <T> T known(Map<String, T> map, String name) {
        return present(map.get(name), "the training has %s, but the checkpoint has not: use another checkpoint", name);
    }

    private void fits(String name, NDArray own) {
        NDArray saved = known(arrays, name);
        check(
                saved.getShape().equals(own.getShape()) && saved.getDataType() == own.getDataType(),
                "%s is %s of shape %s, but %s of shape %s in the checkpoint: use the configuration that it was trained with",
                name,
                own.getDataType(),
                own.getShape(),
                saved.getDataType(),
                saved.getShape());
    }
}
