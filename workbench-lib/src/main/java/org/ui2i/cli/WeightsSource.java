package org.ui2i.cli;

import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ui2i.run.Official;
import org.ui2i.run.Trained;
import picocli.CommandLine.Option;

/** One of two sources of weights: options of the commands that use trained networks. */
final class WeightsSource {
    @Option(
            names = "--checkpoint",
            paramLabel = "C",
            description = "a run of ./workbench train: its folder or last.ckpt; or a name in checkpoints/")
    private @Nullable Path checkpoint;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "published weights: the folder of weights.npz; with --model a file of the authors' code")
    private @Nullable Path weights;

    /** As it was given. */
    @Nullable
    Path checkpoint() {
        return checkpoint;
    }

    /** As it was given. */
    @Nullable
    Path weights() {
        return weights;
    }

    /** The trained networks. */
    Trained read(NDManager scope) throws IOException {
        if (checkpoint != null) {
            return Trained.named(checkpoint, scope);
        }
        Path published = present(weights, "use --checkpoint or --weights");
        Official.refuse(published);
        return Trained.published(published, scope);
    }
}
