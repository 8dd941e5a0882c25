package org.ui2i.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.ui2i.core.Limits;
import org.ui2i.tensor.Tensors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: is everything here that the lessons and the commands need? One line each, with the remedy. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks JDK, kernel, native library, device, memory and fonts; exit code 1 if something is missing.")
final class DoctorCommand implements Callable<Integer> {
    private static final long MIB = 1 << 20;
    private static final long LEAST_MEMORY = 1500; // MiB: a lesson's training holds up to 1.2 GB

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /**
     * One line of the report.
     *
     * @param name what was looked at
     * @param ok whether it is there
     * @param fact what was found
     * @param remedy what to do if it is not there
     */
    record Finding(String name, boolean ok, String fact, String remedy) {
        String line() {
            return String.format("%-8s %-8s %s%s", ok ? "OK" : "MISSING", name, fact, ok ? "" : ": " + remedy);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Supplier<Finding>> checks = List.of(
                DoctorCommand::jdk,
                () -> kernel(root()),
                DoctorCommand::nativeLibrary,
                DoctorCommand::device,
                DoctorCommand::memory,
                DoctorCommand::fonts);
        boolean ok = true;
        for (Supplier<Finding> check : checks) {
            Finding found = check.get();
            out.println(found.line());
            out.flush();
            ok &= found.ok();
        }
        return ok ? 0 : 1;
    }

    private static Path root() {
        return Path.of(System.getProperty("ui2i.root", ".")).toAbsolutePath().normalize();
    }

    private static Finding jdk() {
        boolean full = ModuleFinder.ofSystem().find("jdk.jshell").isPresent()
                && ModuleFinder.ofSystem().find("jdk.compiler").isPresent();
        String fact = Runtime.version() + " in " + System.getProperty("java.home");
        return new Finding("JDK", full, fact, "it has no compiler or no jshell; install a full JDK 17 or later");
    }

    /**
     * Looks for the notebooks' kernel.
     *
     * @param root the repository
     * @return where its specification is, or what makes it; nothing is missing then
     */
    static Finding kernel(Path root) {
        Path spec = root.resolve(".venv/share/jupyter/kernels/ui2i/kernel.json");
        boolean there = Files.isRegularFile(spec);
        String fact = there ? root.relativize(spec).toString() : "not set up yet: the first ./workbench lab does it";
        return new Finding("kernel", true, fact, "");
    }

    // LinkageError: a class of the engine that failed to start once is reported that way ever after.
    private static Finding nativeLibrary() {
        String remedy = "the engine needs Linux x86_64 or aarch64, macOS on Apple silicon, or Windows x86_64, and about"
                + " 600 MB free under DJL's cache (DJL_CACHE_DIR, else ~/.djl.ai)";
        try (NDManager scope = Tensors.scope()) {
            NDArray two = scope.ones(new Shape(2)).sum();
            boolean ok = two.getFloat() == 2f;
            return new Finding("native", ok, "PyTorch " + scope.getEngine().getVersion(), remedy);
        } catch (LinkageError | RuntimeException e) {
            return new Finding("native", false, "the engine does not start (" + rootOf(e) + ")", remedy);
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : rootOf(cause);
    }

    private static Finding device() {
        String remedy = "make the native library work first";
        try (NDManager scope = Tensors.scope()) {
            String threads = System.getenv().getOrDefault("OMP_NUM_THREADS", "the engine's default of");
            String fact = String.format(
                    "%s, %d GPU(s) seen, %s thread(s)",
                    Tensors.device(), scope.getEngine().getGpuCount(), threads);
            return new Finding("device", true, fact, remedy);
        } catch (LinkageError | RuntimeException e) {
            return new Finding("device", false, "none", remedy);
        }
    }

    private static Finding memory() {
        long total = Limits.memoryMb();
        String fact = String.format(
                "%d MiB in all, at most %d MiB for the Java heap",
                total, Runtime.getRuntime().maxMemory() / MIB);
        String remedy = "training a lesson takes up to 1200 MiB; give the machine or container 1500 MiB or more";
        return new Finding("memory", total >= LEAST_MEMORY, fact, remedy);
    }

    private static Finding fonts() {
        String remedy = "install fontconfig and a font, e.g. apt-get install fontconfig fonts-dejavu-core";
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
            return new Finding("fonts", drawsText(font), font.getFamily() + " draws text", remedy);
        } catch (LinkageError | RuntimeException e) {
            return new Finding("fonts", false, "Java cannot draw text (" + rootOf(e) + ")", remedy);
        }
    }

    private static boolean drawsText(Font font) {
        BufferedImage image = new BufferedImage(60, 20, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.setFont(font);
        graphics.drawString("loss", 2, 15);
        graphics.dispose();
        int[] pixels = image.getRaster().getPixels(0, 0, 60, 20, (int[]) null);
        return Arrays.stream(pixels).anyMatch(p -> p > 0);
    }
}
