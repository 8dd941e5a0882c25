package org.ui2i.run;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.ui2i.core.FileClaim;
import org.ui2i.core.Folders;
import org.ui2i.data.shard.ImageTree;
import org.ui2i.data.shard.Shard;
import org.ui2i.data.shard.ShardManifest;

/**
 * Translates all images of a folder and its subfolders into another folder, each to the same relative path with the ending
 * {@code .png}, piece by piece: what is in memory at once is the list of the files and a batch. Workers may be other
 * processes, if both folders and the weights have the same paths there.
 *
 * <p>Beside the pictures are {@code manifest/ID.csv}, which say for each input what became of it, and {@code broken.csv}, the
 * inputs that are no readable images. A shard whose manifest is there and whose outputs are too is not done again.
 */
public final class FolderTranslation {
    /** Images a shard, unless the user says otherwise. */
    public static final int SHARD = 512;

    static final String PARTS = ".parts";
    private static final String BROKEN = "broken.csv", LOCK = ".lock";

    private final Path in;
    private final Path out;
    private final TranslatorSource source;
    private final String work;
    private final List<Shard> shards;

    /**
     * What was done.
     *
     * @param translated images with an output, {@code kept} ones too
     * @param kept images that an earlier run had translated
     * @param broken inputs that are no readable images, with reasons, in order
     * @param costs of this run
     */
    public record Outcome(int translated, int kept, List<ShardManifest.Line> broken, Costs costs) {}

    /** What a task says of its shard. */
    record Done(int shard, int translated, boolean kept, ArrayList<ShardManifest.Line> broken, Costs costs)
            implements Serializable {}

    private FolderTranslation(Path in, Path out, TranslatorSource source, String work, List<Shard> shards) {
        this.in = in;
        this.out = out;
        this.source = source;
        this.work = work;
        this.shards = shards;
    }

    /**
     * Looks at the input, reads the networks and makes the output folder; nothing is translated yet.
     *
     * @param in a folder with at least one image
     * @param out made if it is not there; not within {@code in}
     * @param source of the networks
     * @param shardSize images a shard, a multiple of {@link Shard#BATCH}
     * @return the plan
     * @throws IOException if a folder cannot be read or written
     * @throws IllegalArgumentException if a folder or its content does not do
     */
    public static FolderTranslation plan(Path in, Path out, TranslatorSource source, int shardSize) throws IOException {
        List<Shard> shards = Shard.of(ImageTree.list(in), shardSize);
        Path from = in.toRealPath();
        check(!Files.exists(out) || Files.isDirectory(out), "%s is a file: give a folder to write into", out);
        Path to = place(out);
        check(
                !to.startsWith(from),
                "%s lies within %s, whose images would be translated again next time: write elsewhere",
                out,
                in);
        TranslatorSource there = source.absolute();
        String work = there.hash();
        ShardTask.translator(there.json(), work); // refuses what is wrong with the networks before any work
        Files.createDirectories(to.resolve(ShardManifest.FOLDER));
        return new FolderTranslation(from, to, there, work, shards);
    }

    /** The real path of a folder that may not be there yet. */
    private static Path place(Path out) throws IOException {
        Path there = out.toAbsolutePath().normalize();
        while (!Files.exists(there)) {
            there = present(there.getParent(), "%s has no folder above it that exists: write elsewhere", out);
        }
        return there.toRealPath()
                .resolve(there.relativize(out.toAbsolutePath().normalize()))
                .normalize();
    }

    /**
     * The work in pieces.
     *
     * @return how many, at least 1
     */
    public int shards() {
        return shards.size();
    }

    /**
     * The inputs.
     *
     * @return how many, at least 1
     */
    public long images() {
        return shards.stream().mapToLong(shard -> shard.images().size()).sum();
    }

    /**
     * Does all that is not done yet.
     *
     * @param workers who do it
     * @param progress is told how many images are done, broken ones too, whenever a shard is
     * @return what was done
     * @throws IOException if a file cannot be written, or another run writes into the folder
     */
    public Outcome run(Workers workers, LongConsumer progress) throws IOException {
        Path lock = out.resolve(LOCK);
        try (FileClaim claim =
                present(FileClaim.of(lock), "another run translates into %s: wait for it, or write elsewhere", out)) {
            Folders.delete(out.resolve(PARTS)); // of a run that was killed
            Path parts = Files.createDirectories(out.resolve(PARTS).resolve("" + UUID.randomUUID()));
            Collected all = new Collected(progress);
            workers.each(shards, new ShardTask("" + in, "" + out, "" + parts, source.json(), work), all);
            Outcome outcome = all.outcome();
            ShardManifest.writeBroken(out.resolve(BROKEN), outcome.broken());
            deleteOthers();
            Folders.delete(out.resolve(PARTS)); // of workers that were killed
            return outcome;
        }
    }

    /** Manifests of other networks, or of files that have changed since. */
    private void deleteOthers() throws IOException {
        Set<String> current = new HashSet<>();
        shards.forEach(shard -> current.add(shard.id(work) + ".csv"));
        try (Stream<Path> all = Files.list(out.resolve(ShardManifest.FOLDER))) {
            for (Path file : all.toList()) {
                if (!current.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What all tasks say, in whatever order. */
    private final class Collected implements Consumer<Done> {
        private final LongConsumer progress;
        private final List<Done> all = new ArrayList<>();
        private long images;

        Collected(LongConsumer progress) {
            this.progress = progress;
        }

        @Override
        public void accept(Done done) {
            all.add(done);
            images += done.translated + done.broken.size();
            progress.accept(images);
        }

        Outcome outcome() {
            check(images == images(), "%d images are accounted for, of %d: run the same again", images, images());
            all.sort(Comparator.comparingInt(Done::shard));
            return new Outcome(
                    all.stream().mapToInt(Done::translated).sum(),
                    all.stream().filter(Done::kept).mapToInt(Done::translated).sum(),
                    all.stream().flatMap(d -> d.broken.stream()).toList(),
                    all.stream().map(Done::costs).reduce(Costs.NONE, Costs::plus));
        }
    }
}
