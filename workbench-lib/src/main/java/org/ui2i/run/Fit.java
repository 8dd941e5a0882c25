package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Limits;
import org.ui2i.core.ResidentMemory;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Listener;
import org.ui2i.train.Training;

/**
 * Whether a training's memory stays within a limit, told before its first step. Smaller sizes and batches take two steps
 * each, from the smallest up, while the next one is safe; what lies beyond follows from the line through the last two:
 * <pre>memory = a + b batch size^2</pre>
 *
 * <p>Pages that these steps leave with the process count, as they will in the training: the estimate is rather too high.
 *
 * @param summary what would be trained on what
 * @param needMb most memory that the process would hold; NaN where it needs no look or cannot be told
 * @param limitMb memory that it may hold
 * @param nearest settings of the nearest training that fits, as {@code --set} takes them; blank if none was found
 */
record Fit(String summary, double needMb, long limitMb, String nearest) {
    private static final double ROOM = 0.9; // of the limit: a training's memory still grows a little
    private static final double NOISE_MB = 100;
    private static final int SMALLEST = 16;
    private static final int MOST_TRIED = 1 << 16; // images in a step
    private static final int MB = 1 << 20;
    private static final int PER_WEIGHT = 3 * Float.BYTES; // its gradient and two moments, besides itself

    /** A smaller training and the most memory that the process held in it. */
    private record Rung(double pixels, double peakMb, int size) {}

    static Fit of(ModelRun run, long limitMb) {
        int parts = run.scale().accumulate();
        String summary = run.getClass().getSimpleName().replace("Run", "") + " at " + run.size() + " x " + run.size()
                + ", batch " + run.batch() + (parts == 1 ? "" : " in " + parts + " parts");
        // Of a batch in parts, one part's graph is held at a time.
        ModelRun asked = parts == 1 ? run : changed(run, "accumulate=1", "batch=" + run.batch() / parts);
        boolean told = !Tensors.device().isGpu() && ResidentMemory.forgetPeak();
        return told ? climb(asked, limitMb, summary) : new Fit(summary, Double.NaN, limitMb, "");
    }

    /** Refuses what does not fit, with the estimate and the nearest that does. */
    static void checkFits(ModelRun asked) {
        Fit fit = of(asked, Limits.memoryMb());
        check(fit.fits(), "%s", fit);
    }

    /** Whether there is memory for it, as far as can be told. */
    boolean fits() {
        return !(needMb > ROOM * limitMb);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s needs about %.0f MB, and there are %d MB: %s",
                summary,
                needMb,
                limitMb,
                nearest.isBlank()
                        ? "fewer filters, or --preset tiny; no smaller batch or size fits either"
                        : "use " + nearest + ", the nearest that fits");
    }

    private static Fit climb(ModelRun asked, long limitMb, String summary) {
        double room = ROOM * limitMb;
        List<ModelRun> rungs = smaller(asked);
        if (!rungs.isEmpty()) {
            measured(rungs.get(0), room); // the engine's first steps load code
        }
        Rung start = new Rung(0, ResidentMemory.nowMb(), 0), before = start, now = start;
        for (ModelRun next : rungs) {
            if (now.size > 0 && at(pixels(asked), start, now) < room) {
                return new Fit(summary, Double.NaN, limitMb, ""); // even if all of it grew with the pixels
            }
            if (now.size > 0 && (now.peakMb > room || next(pixels(next), before, now) > room)) {
                break;
            }
            Rung rung = measured(next, room);
            before = rung == null ? before : now;
            now = rung == null ? now : rung;
        }
        double need = now.size == 0 ? Double.NaN : at(pixels(asked), before, now);
        return new Fit(summary, need, limitMb, need > room ? nearest(asked, before, now, room) : "");
    }

    private static double pixels(ModelRun run) {
        return (double) run.batch() * run.size() * run.size();
    }

    /** The line through both. */
    private static double at(double pixels, Rung one, Rung other) {
        double slope = (other.peakMb - one.peakMb) / (other.pixels - one.pixels);
        return other.peakMb + Math.max(0, slope) * (pixels - other.pixels);
    }

    /** As the line, but the first rungs differ by what the engine loads besides: that much is no slope. */
    private static double next(double pixels, Rung one, Rung other) {
        double growth = Math.max(0, other.peakMb - one.peakMb - NOISE_MB) / (other.pixels - one.pixels);
        return other.peakMb + growth * (pixels - other.pixels);
    }

    private static @Nullable Rung measured(ModelRun run, double room) {
        try {
            return measure(run, room);
        } catch (IllegalArgumentException | EngineException | Training.NotFinite e) {
            return null; // too small for these networks; what is wrong with all sizes, the training itself will tell
        }
    }

    private static Rung measure(ModelRun run, double room) {
        Session<?> session = run.allPlayers().session(2);
        try {
            double least = ResidentMemory.nowMb()
                    + (double) PER_WEIGHT * session.training().count() / MB;
            if (least < room) {
                ResidentMemory.forgetPeak();
                session.train(Math.max(2, run.period()), Listener.all());
            }
            return new Rung(pixels(run), Math.max(least, ResidentMemory.peakMb()), run.size());
        } finally {
            session.training().discard();
        }
    }

    /** From the smallest size that the model and its data take, at the least batch, up to half of what is asked for. */
    private static List<ModelRun> smaller(ModelRun asked) {
        List<ModelRun> runs = new ArrayList<>();
        ModelRun least = asked.batch() > 1 && takes(asked, "batch=1") ? changed(asked, "batch=1") : asked;
        if (least == asked && asked.batch() > 2 && takes(asked, "batch=2")) {
            least = changed(asked, "batch=2");
        }
        for (int size = asked.size() / 2; size >= SMALLEST && takes(least, "size=" + size); size /= 2) {
            runs.add(0, changed(least, "size=" + size));
        }
        for (int batch = least.batch(); batch < asked.batch() && batch <= MOST_TRIED; batch *= 2) {
            runs.add(changed(asked, "batch=" + batch));
        }
        return runs;
    }

    private static boolean takes(ModelRun run, String set) {
        try {
            changed(run, set);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // the model, or its data, has no such size or batch
        }
    }

    @SuppressWarnings("unchecked") // every run is a record
    private static <R extends Record & ModelRun> ModelRun changed(ModelRun run, String... sets) {
        return ModelRun.with((R) run, List.of(sets));
    }

    private static String nearest(ModelRun asked, Rung before, Rung now, double room) {
        double slope = (now.peakMb - before.peakMb) / (now.pixels - before.pixels);
        double pixels = now.pixels + (room - now.peakMb) / slope;
        int size = pixels < (double) now.size * now.size ? before.size : now.size;
        int batch = (int) Math.min(asked.batch(), pixels / size / size);
        String set = "batch=" + batch;
        if (before.peakMb > room || size == 0 || batch < 1 || !takes(asked, set)) {
            return "";
        }
        return size == asked.size() ? "--set " + set : "--set size=" + size + " --set " + set;
    }
}
