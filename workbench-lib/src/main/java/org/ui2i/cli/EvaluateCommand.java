package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Folders;
import org.ui2i.core.SafeFile;
import org.ui2i.eval.paper.EvaluationFolders;
import org.ui2i.eval.paper.FeatureNet;
import org.ui2i.eval.paper.FieldValue;
import org.ui2i.eval.paper.Item;
import org.ui2i.eval.paper.NetSpec;
import org.ui2i.eval.paper.Tally;
import org.ui2i.run.EvaluationParts;
import org.ui2i.run.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores folders of translations by feature networks that the user exported. */
@Command(
        name = "evaluate",
        description = {
            "FID, KID, mFID, IS, CIS, accuracy, LPIPS and DIPD of translated images, by feature networks that you"
                    + " exported as TorchScript. Beside each FILE lies FILE.yaml, which states what it is and its SHA-256"
                    + " (docs/features.md). Only the networks that the papers use give a score its plain name.",
            "",
            "A translation is named as its input: inputs/dog.jpg, outputs/dog.png; several of one input lie in a"
                    + " folder with its name: outputs/dog/1.png. Images may have any size: the largest centred square is"
                    + " resized to what the network is fed.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./workbench evaluate --real photos/summer --outputs runs/summer \\",
            "      --inputs photos/winter --net nets/pool3.pt nets/conv5.pt --out runs/scores.csv"
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--real", paramLabel = "DIR", required = true, description = "real images of the target domain")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path real;

    @Option(names = "--outputs", paramLabel = "DIR", required = true, description = "translations to it")
    @SuppressWarnings("NullAway.Init")
    private Path outputs;

    @Option(
            names = "--inputs",
            paramLabel = "DIR",
            description = "what was translated: for DIPD and LPIPS to the input")
    private @Nullable Path inputs;

    @Option(
            names = "--classes",
            description =
                    "the folders in --real and --outputs are classes: for mFID, and for accuracy by a classifier that"
                            + " names them. Inception's sums take 34 MB a class and side (UI2I_HEAP)")
    private boolean classes;

    @Option(
            names = "--net",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "TorchScript files, each with its FILE.yaml")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(names = "--out", paramLabel = "CSV", description = "also write the table there")
    private @Nullable Path out;

    @Option(
            names = "--part",
            paramLabel = "N",
            defaultValue = "4096",
            description = "how many real images, or inputs with all their translations, are a piece of work; their sums"
                    + " are merged (default: ${DEFAULT-VALUE})")
    private int part;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "do it on a cluster of Apache Spark, e.g. spark://host:7077, or local[2] for two threads here;"
                            + " the folders and the networks must have the same paths on every machine")
    private @Nullable String master;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path from = inputs == null ? null : inputs.toAbsolutePath();
        List<Item> items =
                new EvaluationFolders(real.toAbsolutePath(), outputs.toAbsolutePath(), from, classes).items();
        if (out != null) {
            check(!Files.isDirectory(out), "--out %s is a folder: name a file in it", out);
            Folders.checkPlace(out);
        }
        Map<Path, NetSpec> nets = new LinkedHashMap<>();
        for (Path file : files) {
            try (FeatureNet net = FeatureNet.load(file)) { // refuses what is wrong with it before any work
                nets.put(file, net.spec());
            }
        }
        List<FieldValue> values = new ArrayList<>();
        try (Workers workers = master == null ? Workers.here() : Workers.at(master)) {
            for (Map.Entry<Path, NetSpec> net : nets.entrySet()) {
                values.addAll(scores(workers, net.getKey(), net.getValue(), items));
            }
        }
        if (out != null) {
            SafeFile.write(out, csv(values).getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private List<FieldValue> scores(Workers workers, Path net, NetSpec stated, List<Item> items) throws IOException {
        PrintWriter print = spec.commandLine().getOut(),
                err = spec.commandLine().getErr();
        Tally tally = EvaluationParts.tally(
                workers, net, stated, items, part, (name, why) -> err.println("left out: " + name + ", " + why));
        List<FieldValue> values = tally.values(stated);
        check(
                !values.isEmpty(),
                "nothing can be scored by %s with these images: see --help for what each score needs",
                stated.name());
        values.forEach(print::println);
        print.flush();
        return values;
    }

    private static String csv(List<FieldValue> values) {
        return values.stream().map(FieldValue::csv).collect(Collectors.joining("\n", FieldValue.HEADER + "\n", "\n"));
    }
}
