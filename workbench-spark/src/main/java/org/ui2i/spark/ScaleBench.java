package org.ui2i.spark;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ui2i.core.Folders;
import org.ui2i.data.OwnImages;
import org.ui2i.data.shard.ImageTree;
import org.ui2i.data.shard.InputImage;
import org.ui2i.data.shard.Shard;
import org.ui2i.plot.Png;
import org.ui2i.run.FolderTranslation;
import org.ui2i.run.Translator;
import org.ui2i.run.TranslatorSource;
import org.ui2i.run.Workers;
import org.ui2i.tensor.Tensors;

/**
 * Measures what translating a folder costs, in a plain loop and on worker processes of this machine. Each way translates a
 * folder of a few shards first, which does not count.
 */
final class ScaleBench {
    private static final int SHARD = 64; // small, so that a folder of some thousand images has many
    private static final int TASKS = 2000, PATHS = 200_000;

    private final Path work;
    private final TranslatorSource source;

    ScaleBench(Path work, TranslatorSource source) {
        this.work = work;
        this.source = source;
    }

    ScaleResult measure(int images, int pixels) throws IOException {
        Translator translator = source.read();
        NoiseImages.write(work.resolve("warm"), 8 * SHARD, pixels);
        NoiseImages.write(work.resolve("in"), images, pixels);
        plain(translator, "warm");
        double plain = plain(translator, "in");
        ScaleResult.Run here = translated(Workers.here(), 0, done -> {});
        ScaleResult.Run one = onWorkers(1, done -> {});
        ScaleResult.Run two;
        double tasksPerSecond;
        long start = System.nanoTime();
        try (Workers workers = workers(2)) {
            two = translated(workers, secondsSince(start), done -> {});
            tasksPerSecond = tasksPerSecond(workers);
        }
        AtomicBoolean alive = new AtomicBoolean(true);
        ScaleResult.Run killed = onWorkers(2, done -> {
            if (done >= images / 2 && alive.getAndSet(false)) {
                killExecutor();
            }
        });
        Path in = work.resolve("in"), out = work.resolve("out");
        return new ScaleResult(
                String.valueOf(source.networks().checkpoint()),
                images,
                pixels,
                translator.size(),
                (double) bytes(in, ".jpg") / images,
                (double) bytes(out, ".png") / images,
                (double) bytes(out.resolve("manifest"), ".csv") / images,
                source.bytes(),
                plain,
                here,
                one,
                two,
                killed,
                pathBytes(),
                tasksPerSecond);
    }

    /** What anyone would write who needs neither hashes nor manifests nor a second try. */
    private double plain(Translator translator, String folder) throws IOException {
        Path in = work.resolve(folder), out = work.resolve("plain");
        Folders.delete(out);
        long start = System.nanoTime();
        for (Shard shard : Shard.of(ImageTree.list(in), SHARD)) {
            for (List<InputImage> batch : shard.batches()) {
                List<String> names = batch.stream().map(InputImage::name).toList();
                try (NDManager scope = Tensors.scope()) {
                    var x = OwnImages.readable(in, names, translator.preparation(), (name, why) -> {})
                            .all(scope);
                    var drawn = Png.images(translator.translate(x));
                    IntStream.range(0, drawn.size())
                            .forEach(i -> Png.write(
                                    drawn.get(i), out.resolve(batch.get(i).output())));
                }
            }
        }
        return secondsSince(start);
    }

    private static Workers workers(int n) throws IOException {
        return Workers.at(String.format("local-cluster[%d,1,1024]", n));
    }

    private ScaleResult.Run onWorkers(int n, LongConsumer progress) throws IOException {
        long start = System.nanoTime();
        try (Workers workers = workers(n)) {
            return translated(workers, secondsSince(start), progress);
        }
    }

    private ScaleResult.Run translated(Workers workers, double start, LongConsumer progress) throws IOException {
        Folders.delete(work.resolve("out"));
        translated(workers, "warm", done -> {});
        Folders.delete(work.resolve("out"));
        long begun = System.nanoTime();
        FolderTranslation.Outcome outcome = translated(workers, "in", progress);
        return new ScaleResult.Run(start, secondsSince(begun), outcome.costs());
    }

    private FolderTranslation.Outcome translated(Workers workers, String in, LongConsumer progress) throws IOException {
        return FolderTranslation.plan(work.resolve(in), work.resolve("out"), source, SHARD)
                .run(workers, progress);
    }

    /** Workers of a local cluster live in this process; what it started are their executors. */
    static void killExecutor() {
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow()
                .destroyForcibly();
    }

    private static double tasksPerSecond(Workers workers) throws IOException {
        List<Integer> tasks = IntStream.range(0, TASKS).boxed().toList();
        workers.each(tasks, task -> task, done -> {}); // does not count
        long start = System.nanoTime();
        workers.each(tasks, task -> task, done -> {});
        return TASKS / secondsSince(start);
    }

    private static double pathBytes() {
        long before = used();
        List<Shard> shards = Shard.of(
                IntStream.range(0, PATHS)
                        .mapToObj(i -> new InputImage(String.format("images/%05d/%08d.jpg", i / 1000, i), i, i))
                        .toList(),
                FolderTranslation.SHARD);
        double bytes = (double) (used() - before) / PATHS;
        return shards.isEmpty() ? 0 : bytes; // still reachable here
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long bytes(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .mapToLong(ScaleBench::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
