package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private static final Path ROOT = Path.of(System.getProperty("ui2i.root", ".."));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(CommandLine line, String... args) {
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args);
    }

    @Test
    void theVersionIsThatOfThePom() throws IOException {
        Matcher pom = Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertTrue(pom.find());
        assertEquals(0, run(Main.commandLine(), "--version"));
        assertEquals("UI2I Workbench " + pom.group(1), out.toString().strip());
    }

    @Test
    void aWrongOptionIsNamedWithTheNearestOne() {
        assertEquals(2, run(Main.commandLine(), "doctor", "--verzion"));
        assertTrue(err.toString().contains("'--verzion'"), err.toString());
        assertTrue(err.toString().contains("--version"), err.toString());
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        assertEquals(2, run(Main.commandLine(), "translate", "--content", "x.png"));
        assertEquals(
                "missing: --out=Y, --checkpoint=C or --weights=FILE",
                err.toString().lines().findFirst().orElse(""));
        assertTrue(err.toString().contains("./workbench translate --help"), err.toString());
    }

    @Test
    void aMissingFileIsNamedWithoutATrace() {
        CommandLine line = Main.commandLine().addSubcommand(new Reading());
        assertEquals(1, run(line, "read"));
        assertEquals("there/is/none does not exist", err.toString().strip());
        assertEquals(1, run(line, "translate", "--weights", "none", "--content", "x", "--out", "y"));
        assertTrue(err.toString().contains("x does not exist: name an image"), err.toString());
        String letter = ROOT.resolve("docs/images/letter.png").toString();
        assertEquals(1, run(line, "translate", "--weights", "none", "--content", letter, "--out", "y.png"));
        assertTrue(err.toString().contains("none holds no published weights"), err.toString());
    }

    @Test
    void everyCommandIsNamedInTheLauncher() throws IOException {
        Matcher line = Pattern.compile("(?m)^(.*)\\) library ").matcher(Files.readString(ROOT.resolve("workbench")));
        assertTrue(line.find());
        List<String> known = List.of(line.group(1).split(" \\| "));
        assertEquals(
                List.of(),
                Main.commandLine().getSubcommands().keySet().stream()
                        .filter(name -> !known.contains(name))
                        .toList());
    }

    @Test
    void aRefusedValueEndsWithItsMessageAlone() {
        CommandLine line = Main.commandLine().addSubcommand(new Refusing());
        assertEquals(1, run(line, "refuse"));
        assertEquals("steps is 0: use at least 1", err.toString().strip());
    }

    @Test
    void anUnexpectedErrorKeepsItsTrace() {
        CommandLine line = Main.commandLine().addSubcommand(new Failing());
        assertEquals(1, run(line, "fail"));
        assertTrue(err.toString().contains("at org.ui2i.cli.MainTest"), err.toString());
    }

    @Test
    void theKernelIsFoundWhereTheLauncherPutsIt(@TempDir Path root) throws IOException {
        DoctorCommand.Finding none = DoctorCommand.kernel(root);
        assertTrue(none.line().startsWith("OK       kernel"), "it is not missing: the first start makes it");
        assertTrue(none.line().contains("the first ./workbench lab does it"), none.line());
        Path spec = root.resolve(".venv/share/jupyter/kernels/ui2i/kernel.json");
        Files.createDirectories(spec.getParent());
        Files.writeString(spec, "{}");
        assertTrue(DoctorCommand.kernel(root).line().contains("kernels/ui2i/kernel.json"));
    }

    @Command(name = "refuse")
    static final class Refusing implements Runnable {
        @Override
        public void run() {
            throw new IllegalArgumentException("steps is 0: use at least 1");
        }
    }

    @Command(name = "read")
    static final class Reading implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            return Files.readString(Path.of("there/is/none")).length();
        }
    }

    @Command(name = "fail")
    static final class Failing implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("broken");
        }
    }
}
