package org.ui2i.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ui2i.core.Check;
import org.ui2i.parity.ParityCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares our models with the official codes' recorded numbers. */
@Command(
        name = "parity",
        description = "Compare our models with the official codes' recorded numbers: a line for each group of numbers,"
                + " with the worst deviation and where. Exit code 1 if one is beyond its limit.",
        mixinStandardHelpOptions = true)
final class ParityCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "folder with MODEL.json and MODEL.npz (default: the fixtures in the repository)")
    private Path dir =
            Path.of(System.getProperty("ui2i.root", "."), "workbench-lib", "src", "test", "resources", "parity");

    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL",
            description = "models to check, such as unit (default: all in --dir)")
    private List<String> models = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<String> names = models.isEmpty() ? inDir() : models;
        names.forEach(name -> Check.check(
                ParityCheck.models().contains(name),
                "\"%s\" has no parity check: the models are %s",
                name,
                ParityCheck.models()));
        boolean ok = true;
        for (String name : names) {
            ParityCheck.Report report = ParityCheck.run(dir, name);
            spec.commandLine().getOut().print(report.text());
            spec.commandLine().getOut().flush();
            ok &= report.ok();
        }
        spec.commandLine().getOut().println(ok ? "all within the limits" : "beyond the limits: see FAILED above");
        return ok ? 0 : 1;
    }

    /** Models with a fixture: those of ports of the official codes are not in the repository. */
    private List<String> inDir() {
        Map<Boolean, List<String>> there = ParityCheck.models().stream()
                .collect(Collectors.partitioningBy(name -> Files.isRegularFile(dir.resolve(name + ".npz"))));
        List<String> found = there.getOrDefault(true, List.of()), left = there.getOrDefault(false, List.of());
        Check.check(!found.isEmpty(), "%s holds no fixture: --dir takes a folder with MODEL.json and MODEL.npz", dir);
        if (!left.isEmpty()) {
            spec.commandLine().getOut().println("not in " + dir + ": " + String.join(", ", left));
        }
        return found;
    }
}
