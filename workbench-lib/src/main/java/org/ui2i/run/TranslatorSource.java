package org.ui2i.run;

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
 * @param networks that draw
 * @param wish how to draw
 */
public record TranslatorSource(TrainedSource networks, Wish wish) {
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
            return Translator.of(networks.read(scope), wish);
        }
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
        return new TranslatorSource(networks.absolute(), there);
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
        text.append(networks.model())
                .append(networks.size())
                .append(wish.direction())
                .append(wish.styleSeed());
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
        List<Path> files = new ArrayList<>(networks.files());
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
