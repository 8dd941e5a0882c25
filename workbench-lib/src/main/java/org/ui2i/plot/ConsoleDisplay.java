package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A terminal as a display: pictures become PNG files in a folder, named in a printed line; texts are printed. On a terminal
 * a text line is replaced in place; elsewhere (a log file) each text is a line of its own.
 */
public final class ConsoleDisplay implements Display {
    private final Path folder;
    private final PrintStream out;
    private final boolean terminal;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * A display.
     *
     * @param folder where the pictures go; made when the first one comes
     * @param out where lines go, for example {@code System.out}
     * @param terminal whether {@code out} is a terminal, which can rewrite a line
     */
    public ConsoleDisplay(Path folder, PrintStream out, boolean terminal) {
        this.folder = folder;
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public Handle show(BufferedImage image, String altText) {
        Path file = folder.resolve(String.format("picture-%02d.png", count.incrementAndGet()));
        write(image, altText, file);
        out.println(file + ": " + altText);
        return (next, text) -> write(next, text, file); // the same file: whoever views it sees it change
    }

    private static void write(BufferedImage image, String altText, Path file) {
        check(!altText.isBlank(), "the text for %s is blank: say what the picture shows", file);
        Png.write(image, file);
    }

    @Override
    public Line line(String text) {
        int[] longest = {0};
        Line line = next -> print(next, longest);
        line.update(text);
        return line;
    }

    private synchronized void print(String text, int[] longest) {
        if (!terminal) {
            out.println(text);
            return;
        }
        longest[0] = Math.max(longest[0], text.length());
        out.print("\r" + text + " ".repeat(longest[0] - text.length()));
        out.flush();
    }

    @Override
    public void html(String html) {
        String text = html.replaceAll("(?i)</(tr|p|div|h[1-6]|li)>|<br */?>", "\n")
                .replaceAll("(?i)</t[dh]>", "\t")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        out.println(text.strip());
    }
}
