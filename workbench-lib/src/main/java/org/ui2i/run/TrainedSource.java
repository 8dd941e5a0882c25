package org.ui2i.run;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where trained networks come from, as the user says it: one of checkpoint and weights.
 *
 * @param checkpoint as {@link Trained#named} takes it; null if {@code weights} is given
 * @param weights published weights, or a file of the authors' code with {@code model}; null if {@code checkpoint} is given
 * @param model whose authors' file {@code weights} is; null for ours
 * @param size edge of the images in pixels for an authors' file; null for the paper's
 */
public record TrainedSource(
        @Nullable Path checkpoint, @Nullable Path weights, @Nullable Official model, @Nullable Integer size) {
    private static final String ONE = "use --checkpoint or --weights";

    /** What decides the networks, if it is in their folder. */
    private static final List<String> FILES = List.of("weights.npz", "meta.json", "last.ckpt", "previous.ckpt");

    /**
     * Reads the networks.
     *
     * @param scope owns the arrays
     * @return the networks
     * @throws IOException if a file is damaged
     * @throws IllegalArgumentException if a file is missing, or what is given does not go together
     */
    public Trained read(NDManager scope) throws IOException {
        if (model != null) {
            Path file = present(weights, "--model says whose file --weights is: use --weights FILE.pt");
            return model.read(file, size, scope);
        }
        check(size == null, "--size goes with --model: these weights say their size themselves, leave it out");
        if (checkpoint != null) {
            return Trained.named(checkpoint, scope);
        }
        Path published = present(weights, ONE);
        Official.refuse(published);
        return Trained.published(published, scope);
    }

    /** The same source for a process with another working folder. */
    TrainedSource absolute() {
        return new TrainedSource(
                checkpoint == null ? null : Trained.found(checkpoint).toAbsolutePath(),
                weights == null ? null : weights.toAbsolutePath(),
                model,
                size);
    }

    /** The files that decide the networks. */
    List<Path> files() {
        Path networks = present(checkpoint == null ? weights : Trained.found(checkpoint), ONE);
        if (Files.isDirectory(networks)) {
            return FILES.stream().map(networks::resolve).filter(Files::exists).toList();
        }
        check(
                Files.isRegularFile(networks),
                "%s does not exist: name a run, published weights or a checkpoint",
                networks);
        return List.of(networks);
    }
}
