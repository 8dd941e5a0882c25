package org.ui2i.run;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.Sha256;
import org.ui2i.tensor.Tensors;

/**
 * Where a translator comes from, as the user says it: it can be sent to another process, which makes the same translator.
 *
 * @param checkpoint as {@link Trained#named} takes it; null if {@code weights} is given
 * @param weights published weights, or a file of the authors' code with {@code model}; null if {@code checkpoint} is given
 * @param model whose authors' file {@code weights} is; null for ours
 * @param size edge of the images in pixels for an authors' file; null for the paper's
 * @param wish how to draw
 */
public record TranslatorSource(
        @Nullable Path checkpoint,
        @Nullable Path weights,
        @Nullable Official model,
        @Nullable Integer size,
        Wish wish) {
    /** What decides the networks, if it is in their folder. */
    private static final List<String> FILES = List.of("weights.npz", "meta.json", "last.ckpt", "previous.ckpt");

    private static final Gson JSON = new GsonBuilder()
            .registerTypeHierarchyAdapter(Path.class, new PathAdapter().nullSafe())
            .create();

    /**
     * Reads the networks.
     *
     * @return draws images anew
     * @throws IOException if a file is damaged
     * @throws IllegalArgumentException if a file is missing, or the wish is none that the model knows
     */
    public Translator read() throws IOException {
        try (NDManager scope = Tensors.scope()) {
            if (model != null) {
                Path file = present(weights, "--model says whose file --weights is: use --weights FILE.pt");
                return model.read(file, size, wish, scope);
            }
            check(size == null, "--size goes with --model: these weights say their size themselves, leave it out");
            Trained trained = checkpoint != null
                    ? Trained.named(checkpoint, scope)
                    : published(present(weights, "use --checkpoint or --weights"), scope);
            return Translator.of(trained, wish);
        }
    }

    private static Trained published(Path weights, NDManager scope) throws IOException {
        Official.refuse(weights);
        return Trained.published(weights, scope);
    }

    /**
     * The same source for a process with another working folder.
     *
     * @return all paths absolute
     */
    public TranslatorSource absolute() {
        Wish there = new Wish(
                wish.direction(),
                absolute(wish.style()),
                wish.styleSeed(),
                wish.classImages().stream().map(Path::toAbsolutePath).toList(),
                wish.labels());
        Path found = checkpoint == null ? null : Trained.found(checkpoint);
        return new TranslatorSource(absolute(found), absolute(weights), model, size, there);
    }

    private static @Nullable Path absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath();
    }

    /**
     * What tells its results from another's.
     *
     * @return a hash of the weights' files, of the style's and the class's images and of all that the user chose
     * @throws IOException if a file cannot be read
     */
    public String hash() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(model).append(size).append(wish.direction()).append(wish.styleSeed());
        text.append(wish.labels());
        for (Path file : files()) {
            text.append('\n').append(Sha256.of(file));
        }
        return Sha256.of(text.toString());
    }

    /**
     * What a worker reads before it can begin.
     *
     * @return length of the weights' files, of the style's and the class's images
     * @throws IOException if a file is not there
     */
    public long bytes() throws IOException {
        long sum = 0;
        for (Path file : files()) {
            sum += Files.size(file);
        }
        return sum;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Path networks =
                present(checkpoint == null ? weights : Trained.found(checkpoint), "use --checkpoint or --weights");
        if (Files.isDirectory(networks)) {
            FILES.stream().map(networks::resolve).filter(Files::exists).forEach(files::add);
        } else {
            check(
                    Files.isRegularFile(networks),
                    "%s does not exist: name a run, published weights or a checkpoint",
                    networks);
            files.add(networks);
        }
        if (wish.style() != null) {
            files.add(wish.style());
        }
        for (Path image : wish.classImages()) {
            files.addAll(Files.isDirectory(image) ? list(image) : List.of(image));
        }
        return files;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /**
     * For another process.
     *
     * @return what {@link #of} reads
     */
    public String json() {
        return JSON.toJson(this);
    }

    /**
     * From another process.
     *
     * @param json of {@link #json}
     * @return the same source
     */
    public static TranslatorSource of(String json) {
        return present(JSON.fromJson(json, TranslatorSource.class), "an empty text is no source of a translator");
    }

    private static final class PathAdapter extends TypeAdapter<Path> {
        @Override
        public void write(JsonWriter out, Path path) throws IOException {
            out.value(path.toString());
        }

        @Override
        public Path read(JsonReader in) throws IOException {
            return Path.of(in.nextString());
        }
    }
}
