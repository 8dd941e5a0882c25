package org.ui2i;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** How often the fault tests repeat themselves, and where their figures go. */
public final class FaultCounts {
    private static final Path FIGURES = Path.of("target", "reliability.txt");

    private FaultCounts() {}

    /**
     * How often.
     *
     * @param bounded in {@code ./workbench test}
     * @param full in {@code ./workbench test --long}
     * @return one of both
     */
    public static int count(int bounded, int full) {
        return Boolean.getBoolean("ui2i.long") ? full : bounded;
    }

    /**
     * Adds a line to {@code target/reliability.txt}, which docs/reliability.md quotes.
     *
     * @param what was tried and what came out, as {@link String#format} takes it
     * @param values its numbers
     */
    public static void figure(String what, Object... values) {
        String line = String.format(Locale.ROOT, what, values) + System.lineSeparator();
        try {
            Files.createDirectories(FIGURES.getParent());
            Files.writeString(FIGURES, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException("the figure could not be added to " + FIGURES + ": " + e.getMessage(), e);
        }
        System.out.print("reliability: " + line);
    }
}
