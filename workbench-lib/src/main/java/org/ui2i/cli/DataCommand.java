package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.Datasets;
import org.ui2i.data.papers.PaperData;
import org.ui2i.data.papers.PaperSet;
import org.ui2i.data.papers.PaperSets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code data list}, {@code data get} and {@code data check}: the papers' data sets, which are not bundled. */
@Command(
        name = "data",
        description = {
            "The papers' data sets, which are not bundled: fetches or takes their files, checks them, and lays them",
            "out in folders to train with. docs/datasets.md says what was verified of each address.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./workbench data list",
            "  ./workbench data get horse2zebra",
            "  ./workbench data get cityscapes --from FOLDER_WITH_ITS_ARCHIVES",
        },
        mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(
            name = "list",
            description = "Name, size, how it comes, how it is checked, licence.",
            mixinStandardHelpOptions = true)
    int list() {
        PrintWriter out = spec.commandLine().getOut();
        for (PaperSet set : PaperSets.all()) {
            out.printf("%-15s %-8s %s%n", set.name(), set.size(), set.title());
            out.printf("%24s %s; checked by %s%n", "", set.how(), set.proof());
            out.printf("%24s licence: %s%n", "", set.licence());
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "get",
            description = "Brings a data set here; checks it if it is here.",
            mixinStandardHelpOptions = true)
    int get(
            @Parameters(paramLabel = "NAME", description = "as data list shows it") String name,
            @Option(
                            names = "--to",
                            paramLabel = "DIR",
                            description = "its folder (datasets/downloads/NAME of the workbench)")
                    @Nullable
                    Path to,
            @Option(
                            names = "--from",
                            paramLabel = "FILE|DIR|URL",
                            description =
                                    "the archive, or a folder with the files, that you have; or a mirror's address")
                    @Nullable
                    String from)
            throws IOException {
        data(name, to).get(from);
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "check", description = "Reads every file again and compares.", mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "NAME", description = "as data list shows it") String name,
            @Option(
                            names = "--to",
                            paramLabel = "DIR",
                            description = "its folder (datasets/downloads/NAME of the workbench)")
                    @Nullable
                    Path to)
            throws IOException {
        data(name, to).verify();
        return CommandLine.ExitCode.OK;
    }

    private PaperData data(String name, @Nullable Path to) {
        PaperSet set = PaperSets.named(name);
        PrintWriter out = spec.commandLine().getOut();
        Consumer<String> tell = line -> {
            out.println(line);
            out.flush();
        };
        return new PaperData(
                set,
                to != null ? to : Datasets.home().resolve("datasets/downloads").resolve(name),
                tell);
    }
}
