package org.ui2i.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.ui2i.plot.ProgressText;
import org.ui2i.train.History;
import org.ui2i.train.Listener;
import org.ui2i.train.Progress;

/** A run's progress in a terminal: one line that is redrawn; elsewhere (a file, a pipe) a plain line every 10 seconds. */
final class ProgressBar implements Listener {
    private static final long REDRAW = 250_000_000L;
    private static final long PLAIN = 10_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private long shown;
    private int drawn;

    ProgressBar(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void started(History history, long first, long last) {
        shown = System.nanoTime() - PLAIN; // the first step is shown at once
    }

    @Override
    public void stepped(Progress progress) {
        long now = System.nanoTime();
        boolean end = progress.step() == progress.steps();
        if (!end && now - shown < (terminal ? REDRAW : PLAIN)) {
            return;
        }
        shown = now;
        print((terminal ? ProgressText.bar(progress) + " " : "") + ProgressText.line(progress));
    }

    @Override
    public void saved(Path checkpoint) {
        if (!terminal) {
            out.println("saved " + checkpoint);
            out.flush();
        }
    }

    @Override
    public void finished(History history) {
        if (terminal && drawn > 0) {
            out.println();
            out.flush();
            drawn = 0;
        }
    }

    private void print(String text) {
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length()))); // spaces cover a longer old line
            drawn = text.length();
        } else {
            out.println(text);
        }
        out.flush();
    }
}
