package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Folders;
import org.ui2i.core.SafeFile;
import org.ui2i.data.ImageSet;
import org.ui2i.data.OwnImages;
import org.ui2i.data.Sha256;
import org.ui2i.data.shard.InputImage;
import org.ui2i.data.shard.Shard;
import org.ui2i.data.shard.ShardManifest;
import org.ui2i.data.shard.ShardManifest.Line;
import org.ui2i.plot.Png;
import org.ui2i.tensor.Tensors;

/**
 * Translates a shard, in whatever process. All that it writes goes into a folder of this attempt first and is moved from there,
 * the manifest last: attempts that die leave no half file, and attempts that run at once write the same bytes to the same places.
 *
 * @param in folder of the inputs
 * @param out folder of the outputs
 * @param parts folder of this run for what is not whole yet; on the file system of {@code out}
 * @param source of the translator, as JSON
 * @param work hash of the source
 */
record ShardTask(String in, String out, String parts, String source, String work)
        implements Workers.Task<Shard, FolderTranslation.Done> {
    /** Of this process: networks are read once, however many shards it gets. */
    private static final Resident<Translator> TRANSLATOR = new Resident<>();

    @Override
    public FolderTranslation.Done of(Shard shard) throws IOException {
        checkShared(in);
        checkShared(parts);
        Path manifest = Path.of(out, ShardManifest.FOLDER, shard.id(work) + ".csv");
        List<Line> found = whole(manifest, shard);
        if (found != null) {
            return done(shard, found, true, Costs.NONE);
        }
        long start = System.nanoTime();
        Translator translator = translator(source, work);
        Costs load = new Costs(0, System.nanoTime() - start, 0, 0, 0, 0);
        Path attempt = Files.createDirectory(Path.of(parts, "" + UUID.randomUUID()));
        try {
            Batch batch = new Batch(translator, attempt);
            for (List<InputImage> images : shard.batches()) {
                batch.translate(images);
            }
            Path aside = attempt.resolve("manifest.csv");
            ShardManifest.write(aside, batch.lines);
            SafeFile.move(aside, manifest);
            return done(shard, batch.lines, false, load.plus(batch.costs));
        } finally {
            Folders.delete(attempt);
        }
    }

    /** Without this, a machine with a disk of its own would find every input broken, or write where nobody looks. */
    private static void checkShared(String folder) {
        check(
                Files.isDirectory(Path.of(folder)),
                "%s is not on this machine: the folders and the weights must have the same paths on every machine",
                folder);
    }

    /**
     * The translator of a source in this process.
     *
     * @throws IllegalArgumentException if other files lie at its paths here than where the work was planned
     */
    static Translator translator(String json, String hash) throws IOException {
        return TRANSLATOR.of(hash, () -> {
            TranslatorSource source = TranslatorSource.of(json);
            check(
                    source.hash().equals(hash),
                    "the weights or images of %s differ from those where the work was planned: put the same files on every"
                            + " machine",
                    json);
            return source.read();
        });
    }

    private static FolderTranslation.Done done(Shard shard, List<Line> lines, boolean kept, Costs costs) {
        ArrayList<Line> broken =
                new ArrayList<>(lines.stream().filter(Line::isBroken).toList());
        return new FolderTranslation.Done(shard.number(), lines.size() - broken.size(), kept, broken, costs);
    }

    /** The lines of an earlier run, if all that they say is still there. */
    private @Nullable List<Line> whole(Path manifest, Shard shard) throws IOException {
        if (!Files.exists(manifest)) {
            return null;
        }
        try {
            List<Line> lines = ShardManifest.read(manifest, shard.images());
            boolean whole = true;
            for (Line line : lines) {
                Path output = Path.of(out, line.output());
                whole &= line.isBroken() || (Files.isRegularFile(output) && Files.size(output) == line.bytes());
            }
            return whole ? lines : null;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return null; // damaged: the shard is done again
        }
    }

    /** The batches of a shard, one after the other. */
    private final class Batch {
        private final Translator translator;
        private final Path attempt;
        private final List<Line> lines = new ArrayList<>();
        private Costs costs = Costs.NONE;

        Batch(Translator translator, Path attempt) {
            this.translator = translator;
            this.attempt = attempt;
        }

        void translate(List<InputImage> inputs) throws IOException {
            long start = System.nanoTime();
            Map<String, String> reasons = new HashMap<>();
            List<String> names = inputs.stream().map(InputImage::name).toList();
            ImageSet images = OwnImages.readable(Path.of(in), names, translator.preparation(), reasons::put);
            long decoded = System.nanoTime();
            List<BufferedImage> drawn = images.size() == 0 ? List.of() : drawn(images);
            long translated = System.nanoTime();
            List<byte[]> pngs = drawn.stream().map(Png::bytes).toList();
            long encoded = System.nanoTime();
            keep(inputs, reasons, pngs);
            long kept = System.nanoTime();
            costs = costs.plus(new Costs(
                    pngs.size(), 0, decoded - start, translated - decoded, encoded - translated, kept - encoded));
        }

        private List<BufferedImage> drawn(ImageSet images) {
            try (NDManager scope = Tensors.scope()) {
                int[] all = IntStream.range(0, images.size()).toArray();
                return Png.images(translator.translate(images.tensor(scope, all)));
            }
        }

        private void keep(List<InputImage> inputs, Map<String, String> reasons, List<byte[]> pngs) throws IOException {
            int next = 0;
            for (InputImage input : inputs) {
                Path place = Path.of(out, input.output());
                String reason = reasons.get(input.name());
                if (reason == null) {
                    byte[] png = pngs.get(next++);
                    move(png, place);
                    lines.add(Line.done(input, png.length, Sha256.of(png)));
                } else {
                    Files.deleteIfExists(place); // of a run in which it was readable
                    lines.add(Line.broken(input, reason));
                }
            }
            check(next == pngs.size(), "%d pictures for %d readable inputs", pngs.size(), next);
        }

        private void move(byte[] png, Path place) throws IOException {
            Files.createDirectories(place.getParent());
            Path aside = Files.write(attempt.resolve("part.png"), png);
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
