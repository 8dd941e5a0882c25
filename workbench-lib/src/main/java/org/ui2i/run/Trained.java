package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ui2i.nn.Part;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.PublishedWeights;

/** Trained networks where they are stored. */
public interface Trained {
    /**
     * Which model's.
     *
     * @return such as {@code unit}
     */
    String model();

    /**
     * The run that trained them.
     *
     * @return YAML of a {@link ModelRun}; blank if it was not told
     */
    String config();

    /**
     * Fills a network.
     *
     * @param name under which it is published
     * @param player who changed it in training
     * @param index which of the player's networks
     * @param part a network of the same structure
     */
    void load(String name, String player, int index, Part part);

    /**
     * Fills a network with the moving average of one. Published is the average alone.
     *
     * @param name under which it is published
     * @param player whose average it is
     * @param index which of the player's averages
     * @param part a network of the same structure
     */
    default void loadAverage(String name, String player, int index, Part part) {
        load(name, player, index, part);
    }

    /**
     * Finds trained networks.
     *
     * @param name a run's folder or its last.ckpt, or published weights: a folder or its name in {@code checkpoints/}
     * @param scope owns the arrays
     * @return the networks
     * @throws IOException if a file is damaged
     * @throws IllegalArgumentException if there is nothing of that name, or several
     */
    static Trained named(Path name, NDManager scope) throws IOException {
        Path found = found(name);
        check(
                Files.exists(found),
                "%s does not exist: name a run of ./workbench train, or one of checkpoints/: %s",
                name,
                holding(PublishedWeights.bundled()));
        if (isPublished(found)) {
            return published(found, scope);
        }
        List<String> inside = holding(found);
        check(
                inside.isEmpty() || Files.exists(found.resolve("last.ckpt")),
                "%s holds several: add which, one of %s",
                name,
                inside);
        return checkpoint(found, scope);
    }

    private static boolean isPublished(Path folder) {
        return Files.exists(folder.resolve("weights.npz"));
    }

    /** The folders with published weights in a folder. */
    private static List<String> holding(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Trained::isPublished)
                    .map(inside -> inside.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /**
     * Where named networks are.
     *
     * @param name as {@link #named} takes it
     * @return the path itself, or the folder of that name in {@code checkpoints/}
     */
    static Path found(Path name) {
        Path bundled = PublishedWeights.bundled().resolve(name);
        return !Files.exists(name) && Files.isDirectory(bundled) ? bundled : name;
    }

    /**
     * Of a checkpoint.
     *
     * @param path a run's folder or its last.ckpt
     * @param scope owns the arrays
     * @return the networks
     * @throws IOException if a file is damaged
     */
    static Trained checkpoint(Path path, NDManager scope) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(path, scope);
        return new Trained() {
            @Override
            public String model() {
                return checkpoint.model().isEmpty() ? "unit" : checkpoint.model(); // the first had no name in it
            }

            @Override
            public String config() {
                return checkpoint.config();
            }

            @Override
            public void load(String name, String player, int index, Part part) {
                checkpoint.load(player, index, part);
            }

            @Override
            public void loadAverage(String name, String player, int index, Part part) {
                checkpoint.loadAverage(player, index, part);
            }
        };
    }

    /**
     * Of published weights.
     *
     * @param path a folder or its weights.npz
     * @param scope owns the arrays
     * @return the networks
     * @throws IOException if a file is damaged
     */
    static Trained published(Path path, NDManager scope) throws IOException {
        PublishedWeights weights = PublishedWeights.read(path, scope);
        return new Trained() {
            @Override
            public String model() {
                return weights.origin().model();
            }

            @Override
            public String config() {
                return weights.origin().config();
            }

            @Override
            public void load(String name, String player, int index, Part part) {
                weights.load(name, part);
            }
        };
    }
}
