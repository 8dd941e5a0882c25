package org.ui2i.cli;

import org.jspecify.annotations.Nullable;
import org.ui2i.run.Official;
import picocli.CommandLine.Option;

/** Options that say that {@code --weights} is a file of the authors' own code. */
final class AuthorsFile {
    @Option(
            names = "--model",
            paramLabel = "M",
            description = "--weights is a generator's checkpoint of the authors' public code (gen_*.pt) of"
                    + " ${COMPLETION-CANDIDATES}")
    private @Nullable Official model;

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "with --model: the images' edge in pixels; if not given, the paper's, 128 for funit and 256 for"
                            + " munit")
    private @Nullable Integer size;

    @Nullable
    Official model() {
        return model;
    }

    @Nullable
    Integer size() {
        return size;
    }
}
