package org.ui2i.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Properties;
import org.ui2i.core.Reason;
import org.ui2i.tensor.NotEnoughMemory;
import org.ui2i.train.Training;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;

/**
 * Entry of the command line.
 *
 * <p>Exit codes: 0 all is well, 1 the work failed or a check did not hold, 2 the command line itself is wrong. A command
 * that refuses a value, fails on a file, diverges or runs out of memory ends with the message alone; set {@code UI2I_TRACE=1}
 * to see where from.
 */
@Command(
        name = "workbench",
        description = "Unsupervised image-to-image translation in Java.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            // One line each, in the order of the help page. Name it in `workbench` at the root too: a test compares.
            DoctorCommand.class,
            ParityCommand.class,
            ClaimsCommand.class,
            DataCommand.class,
            DatasetsCommand.class,
            InspectCommand.class,
            BenchCommand.class,
            TrainCommand.class,
            TranslateCommand.class,
            ExportCommand.class,
            EvaluateCommand.class,
            ReplayCommand.class,
            GifCommand.class,
            WalkCommand.class,
        })
public final class Main {
    private static final int MOST_SHOWN = 3000, MB = 1 << 20;

    /** In less, libraries run out while they start, some in threads of their own whose end nobody hears of (measured). */
    private static final int LEAST_HEAP_MB = 48, HEAP_MB = 64;

    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        start(new Main(), args);
    }

    /**
     * Runs a command of these or of other commands and ends the process with its exit code.
     *
     * @param commands with picocli's annotations
     * @param args the command and its options
     */
    public static void start(Object commands, String... args) {
        CommandLine line = commandLine(commands);
        Thread.setDefaultUncaughtExceptionHandler(new LastWords());
        System.exit(hasHeap(line) ? line.execute(args) : CommandLine.ExitCode.SOFTWARE);
    }

    private static boolean hasHeap(CommandLine line) {
        long mb = Runtime.getRuntime().maxMemory() / MB;
        if (mb < LEAST_HEAP_MB) {
            line.getErr()
                    .println(String.format(
                            "the Java heap may take %d MB, and %d are needed: set UI2I_HEAP=%dm before ./workbench"
                                    + " (-Xmx%dm elsewhere)",
                            mb, HEAP_MB, HEAP_MB, HEAP_MB));
        }
        return mb >= LEAST_HEAP_MB;
    }

    /**
     * The command line, for {@link #main} and for tests.
     *
     * @return a fresh one, with error handling set
     */
    static CommandLine commandLine() {
        return commandLine(new Main());
    }

    /**
     * A command line whose commands end as these do: see the exit codes above.
     *
     * @param program annotated with {@link Command}
     * @return a fresh one, with error handling set
     */
    public static CommandLine commandLine(Object program) {
        CommandLine line = new CommandLine(program);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Path.class, Main::path);
        line.setExecutionStrategy(Main::run);
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
        line.setParameterExceptionHandler((e, args) -> WrongUsage.answer(e));
        return line;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("\"" + text + "\" is no path of this system");
        }
    }

    /** A message as a terminal may show it, whatever it quotes. */
    static String printable(String text) {
        String safe = text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\r\n\t]]", "?");
        return safe.length() <= MOST_SHOWN ? safe : safe.substring(0, MOST_SHOWN) + "...";
    }

    /** A shortage of memory may come as an error, which picocli would let through to the runtime. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError | LinkageError e) {
            NotEnoughMemory memory = NotEnoughMemory.behind(e);
            if (memory == null) {
                throw e;
            }
            return failed(memory, parsed.commandSpec().commandLine());
        }
    }

    private static int failed(Exception thrown, CommandLine command) {
        NotEnoughMemory memory = NotEnoughMemory.behind(thrown);
        Exception e = memory == null ? thrown : memory;
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(printable(text(e))));
        if (System.getenv("UI2I_TRACE") != null || !expected(e)) {
            e.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** A refused value, a file that is not there or cannot be read or written, a training that diverged, no memory. */
    private static boolean expected(Exception e) {
        return e instanceof IllegalArgumentException
                || e instanceof IOException
                || e instanceof UncheckedIOException
                || e instanceof Training.NotFinite
                || e instanceof NotEnoughMemory;
    }

    private static String text(Exception e) {
        if (e instanceof IOException file) {
            return Reason.of(file);
        }
        return expected(e) && e.getMessage() != null ? e.getMessage() : e.toString();
    }

    /** The version in the pom, written into the jar by the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
                if (in == null) {
                    throw new IOException("version.properties is not beside Main: build with ./workbench, not by hand");
                }
                properties.load(in);
            }
            return new String[] {"UI2I Workbench " + properties.getProperty("version")};
        }
    }
}
