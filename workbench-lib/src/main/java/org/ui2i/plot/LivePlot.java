package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Grad;
import org.ui2i.train.History;
import org.ui2i.train.Listener;
import org.ui2i.train.Progress;

/**
 * Curves and samples of a run, redrawn in their place while it goes on: every so many steps, at most twice a second, and
 * once more at its end. Above them stands a bar with speed, memory and the time that is left.
 *
 * <pre>{@code
 * training.run(data, steps, LivePlot.on(display).every(25).samples(() -> Grid.titled("")...image()), ...)
 * }</pre>
 */
public final class LivePlot implements Listener {
    private static final long LEAST_NANOS = 500_000_000L;

    private final Display display;
    private int every = 10;
    private String title = "";
    private String[] only = {};
    private @Nullable Supplier<BufferedImage> samples;
    private @Nullable History history;
    private Display.@Nullable Handle handle;
    private Display.@Nullable Line bar;
    private long drawn; // steps that the last drawing showed
    private long readyAt;
    private long barAt;

    private LivePlot(Display display) {
        this.display = display;
    }

    /**
     * A live plot.
     *
     * @param display where it appears
     * @return a listener; each run that it watches gets a picture of its own
     */
    public static LivePlot on(Display display) {
        return new LivePlot(display);
    }

    /**
     * Sets how often to look.
     *
     * @param steps redraw after this many, at least 1, usually 10
     * @return this
     */
    public LivePlot every(int steps) {
        check(steps >= 1, "every %d steps: use at least 1", steps);
        every = steps;
        return this;
    }

    /**
     * Sets the title.
     *
     * @param text what stands above the curves
     * @return this
     */
    public LivePlot title(String text) {
        title = text;
        return this;
    }

    /**
     * Draws some of the terms only; those that have no value yet are left out.
     *
     * @param names as {@code player/term}; none for all
     * @return this
     */
    public LivePlot only(String... names) {
        only = names.clone();
        return this;
    }

    /**
     * Adds a picture below the curves.
     *
     * @param picture makes it, usually a {@link Grid} of fixed images translated; called without a gradient graph. What it
     *     computes it should free, as with {@code try (NDManager scope = Tensors.scope())}
     * @return this
     */
    public LivePlot samples(Supplier<BufferedImage> picture) {
        samples = picture;
        return this;
    }

    @Override
    public void started(History history, long first, long last) {
        this.history = history;
        handle = null;
        bar = null;
        drawn = 0;
        readyAt = Long.MIN_VALUE;
        barAt = Long.MIN_VALUE;
    }

    @Override
    public void stepped(Progress progress) {
        if (System.nanoTime() >= barAt || progress.step() == progress.steps()) {
            barAt = System.nanoTime() + LEAST_NANOS;
            show(ProgressText.bar(progress) + " " + ProgressText.withoutLosses(progress));
        }
        boolean due = handle == null || progress.step() % every == 0;
        if (due && System.nanoTime() >= readyAt) {
            redraw();
            readyAt = System.nanoTime() + LEAST_NANOS; // counted from the end: drawing takes its time too
        }
    }

    @Override
    public void finished(History history) {
        this.history = history;
        if (history.size() > drawn) {
            redraw();
        }
    }

    private void show(String progress) {
        Display.Line shown = bar;
        if (shown == null) {
            bar = display.line(progress);
        } else {
            shown.update(progress);
        }
    }

    private void redraw() {
        History now = history;
        if (now == null || now.terms().isEmpty()) {
            return;
        }
        BufferedImage picture = Aside.run(() -> picture(now));
        drawn = now.size();
        Display.Handle shown = handle;
        if (shown == null) {
            handle = display.show(picture, AltText.of(picture));
        } else {
            shown.update(picture, AltText.of(picture));
        }
    }

    private BufferedImage picture(History now) {
        Curves curves = Curves.of(now.table()).title(title);
        String[] known = List.of(only).stream().filter(now.terms()::contains).toArray(String[]::new);
        List<BufferedImage> parts = new ArrayList<>();
        parts.add((known.length == 0 ? curves : curves.only(known)).image());
        Supplier<BufferedImage> below = samples;
        if (below != null) {
            parts.add(Grad.off(below));
        }
        StringBuilder text = new StringBuilder();
        parts.stream().map(AltText::of).filter(alt -> !alt.isEmpty()).forEach(alt -> text.append(alt)
                .append(". "));
        return AltText.with(Sheet.stack(parts), text.toString().strip());
    }
}
