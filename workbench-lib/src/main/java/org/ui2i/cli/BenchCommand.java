package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ui2i.bench.Bench;
import org.ui2i.bench.BenchCase;
import org.ui2i.bench.BenchResult;
import org.ui2i.bench.BenchTable;
import org.ui2i.core.SafeFile;
import org.ui2i.run.ModelKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What steps cost. Each case has a process of its own, so that its memory is its own. */
@Command(
        name = "bench",
        description = {
            "Measures what a training step costs: time, work of its convolutions, share of the speed that a plain",
            "convolution reaches in the same process, memory, calls of the engine. One process a case, one after",
            "the other; nothing else should run. OMP_NUM_THREADS=1 compares with the authors' code.",
            ""
        },
        footer = {"", "Example:", "  OMP_NUM_THREADS=1 ./workbench bench funit unit --size lab --out runs/bench"},
        subcommands = BenchDecodeCommand.class,
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "unit, munit, funit, ...; all if none is named")
    private List<ModelKind> models = List.of(ModelKind.values());

    @Option(
            names = "--size",
            split = ",",
            paramLabel = "S",
            description = "lab (64 pixels, 16 filters), wide (128 pixels, 32 filters), both: lab,wide")
    private List<BenchCase.Size> sizes = List.of(BenchCase.Size.values());

    @Option(names = "--steps", paramLabel = "N", description = "timed steps a case")
    private int steps = 20;

    @Option(names = "--out", paramLabel = "DIR", description = "where bench.json and bench.md are written")
    private Path out = Path.of("runs", "bench");

    @Option(names = "--here", hidden = true, description = "measures one case in this process and writes it there")
    private @Nullable Path here;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(steps >= 1, "--steps is %d: time at least 1", steps);
        if (here != null) {
            check(models.size() == 1 && sizes.size() == 1, "--here measures one model at one size");
            write(here, BenchTable.json(Bench.of(new BenchCase(models.get(0), sizes.get(0)), steps)));
            return 0;
        }
        PrintWriter print = spec.commandLine().getOut();
        Files.createDirectories(out);
        List<BenchResult> results = new ArrayList<>();
        for (ModelKind model : models) {
            for (BenchCase.Size size : sizes) {
                results.add(measured(model, size));
                print.println(model + ", " + size);
                print.flush();
            }
        }
        write(out.resolve("bench.json"), BenchTable.json(results));
        write(out.resolve("bench.md"), BenchTable.markdown(results));
        print.print(BenchTable.markdown(results));
        return 0;
    }

    private BenchResult measured(ModelKind model, BenchCase.Size size) throws IOException, InterruptedException {
        Path file = out.resolve(model + "-" + size + ".json").toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "bench"));
        command.addAll(
                List.of(model.toString(), "--size", size.toString(), "--steps", "" + steps, "--here", "" + file));
        File log = out.resolve(model + "-" + size + ".log").toFile();
        int rc = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .waitFor();
        check(
                rc == 0,
                "%s at the size %s could not be measured, its process ended with %d: see %s",
                model,
                size,
                rc,
                log);
        return BenchTable.read(Files.readString(file));
    }

    private static void write(Path file, String text) throws IOException {
        SafeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
