package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ui2i.FaultCounts;
import org.ui2i.JavaProcess;
import org.ui2i.core.ResidentMemory;
import org.ui2i.train.Listener;

/** Under limits that trainings cannot keep: told before the first step, with an estimate that holds. */
class FitTest {
    private static final Pattern SET = Pattern.compile("--set (\\S+=\\d+)");

    private record Case(ModelKind kind, String data, List<String> sets) {
        ModelRun run(List<String> more) {
            List<String> all = new ArrayList<>(sets);
            all.addAll(more);
            return kind.run(ModelKind.Preset.TINY, data, all);
        }
    }

    /** Each takes many hundred MB. */
    private static final List<Case> CASES = List.of(
            new Case(ModelKind.UNIT, "glyph-styles", List.of("filters=16", "batch=128")),
            new Case(ModelKind.CYCLEGAN, "emoji-drawers", List.of("size=32", "gen.filters=32", "batch=96")),
            new Case(ModelKind.MUNIT, "glyph-styles", List.of("size=32", "gen.filters=16", "batch=256")),
            new Case(ModelKind.STARGAN, "glyph-cuts", List.of("size=32", "gen.filters=32", "batch=192")),
            new Case(ModelKind.DUNIT, "scenes", List.of("batch=48")));

    /** A process that has done nothing else: prints what a case takes, or what is told of it under a limit. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] args) {
            ModelRun run =
                    CASES.get(Integer.parseInt(args[1])).run(List.of(args).subList(3, args.length));
            if (args[0].equals("fit")) {
                Fit fit = Fit.of(run, Long.parseLong(args[2]));
                System.out.println(fit.needMb() + " " + fit);
                return;
            }
            run.allPlayers().session(2).train(2, Listener.all());
            System.out.println(ResidentMemory.peakMb());
        }

        static String call(String what, int number, long limit, List<String> sets)
                throws IOException, InterruptedException {
            List<String> args = new ArrayList<>(List.of(what, "" + number, "" + limit));
            args.addAll(sets);
            JavaProcess.End end = new JavaProcess(Alone.class, "-Xmx300m").run(args.toArray(String[]::new));
            assertEquals(0, end.code(), end.said());
            return end.said();
        }
    }

    @Test
    void whatCannotFitSaysSoWithAnEstimateAndTheNearestThatDoes() throws IOException, InterruptedException {
        assumeTrue(ResidentMemory.forgetPeak(), "this system does not tell");
        int times = FaultCounts.count(1, CASES.size());
        double least = 1, most = -1;
        for (int i = 0; i < times; i++) {
            double whole = Double.parseDouble(Alone.call("peak", i, 0, List.of()));
            long limit = (long) (0.75 * whole);
            String[] told = Alone.call("fit", i, limit, List.of()).split(" ", 2);
            double error = Double.parseDouble(told[0]) / whole - 1;
            assertTrue(error > -0.2 && error < 1, told[1] + " but takes " + whole);
            least = Math.min(least, error);
            most = Math.max(most, error);
            List<String> sets = new ArrayList<>();
            Matcher set = SET.matcher(told[1]);
            while (set.find()) {
                sets.add(set.group(1));
            }
            assertFalse(sets.isEmpty(), told[1]);
            double nearest = Double.parseDouble(Alone.call("peak", i, 0, sets));
            System.out.printf("%s; measured %.0f MB, and the nearest %.0f MB%n", told[1], whole, nearest);
            assertTrue(nearest <= limit, told[1] + " takes " + nearest);
        }
        FaultCounts.figure(
                "too little memory for a training, told before its first step: %d models, the estimates %+.0f to %+.0f %%"
                        + " of what it takes; each nearest one that was named took less than the limit",
                times, 100 * least, 100 * most);
    }

    @Test
    void whereNothingFitsTheMessageSaysSo() {
        assumeTrue(ResidentMemory.forgetPeak(), "this system does not tell");
        Fit fit = Fit.of(CASES.get(0).run(List.of()), 100);
        assertFalse(fit.fits());
        assertTrue(fit.toString().startsWith("Unit at 32 x 32, batch 128 needs about "), fit::toString);
        assertTrue(fit.toString().endsWith("no smaller batch or size fits either"), fit::toString);
    }

    @Test
    void nothingToMeasureIsNoRefusal() {
        ModelRun least = CASES.get(0).run(List.of("batch=1", "size=16"));
        assertEquals("", Fit.of(least, 100).nearest());
        assertTrue(Fit.of(least, 100).fits());
    }

    /** Some are too deep for the small images that are tried first. */
    @Test
    void networksThatNeedLargerImagesAreNoRefusal() {
        assumeTrue(ResidentMemory.forgetPeak(), "this system does not tell");
        UnitRun later = UnitRun.of(UnitRun.Preset.LATER, "glyph-styles", 1);
        assertTrue(Fit.of(ModelRun.with(later, List.of("filters=2", "dis.filters=2")), 100_000)
                .fits());
        List<String> narrow = List.of("size=64", "gen.filters=2", "dis.filters=2", "batch=2");
        assertTrue(Fit.of(ModelKind.FUNIT.run(ModelKind.Preset.PAPER, "glyph-fonts", narrow), 100_000)
                .fits());
    }

    @Test
    void everyPlayerStepsOnceInWhatIsMeasured() {
        List<String> narrow = List.of("size=32", "gen.filters=2", "dis.filters=2", "batch=2", "nCritic=5");
        ModelRun run = ModelKind.STARGAN.run(ModelKind.Preset.TINY, "glyph-cuts", narrow);
        assertEquals(5, run.period());
        Preflight cost = Preflight.of(run, 100);
        assertTrue(cost.secondsPerStep() > 0, cost::toString);
    }
}
