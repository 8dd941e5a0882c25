package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ui2i.models.FunitConfig;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.RmsProp;

/** docs/paper-scale.md shows what the presets are, beside what the papers' public code says. */
class PaperScalePageTest {
    private static final Path PAGE = Path.of(System.getProperty("ui2i.root", ".."), "docs", "paper-scale.md");
    private static final String NOT_STATED = "not stated", CONSTANT = "constant", NONE = "none", YES = "yes";
    private static final String GAN = " (0.5, 0.999)";
    private static final int MB = 1 << 20;

    /** A row: pixels that images are resized to and windows, mirroring, batch, length, optimizer, rate, average. */
    private record Row(
            String images, String flip, String batch, String length, String optimizer, String rate, String average) {
        List<String> cells() {
            return List.of(images, flip, batch, length, optimizer, rate, average);
        }
    }

    /** Of the public code that the page names. */
    private static final Map<ModelKind, Row> PAPERS = Map.of(
            ModelKind.UNIT,
                    new Row("640 x 480", YES, "1", "500,000 steps", "Adam 1e-4" + GAN + ", wd 1e-4", CONSTANT, NONE),
            ModelKind.MUNIT,
                    new Row(
                            "256",
                            YES,
                            "1",
                            "1,000,000 steps",
                            "Adam 1e-4" + GAN + ", wd 1e-4",
                            "halved every 100,000 steps",
                            NONE),
            ModelKind.FUNIT,
                    new Row("140, 128", YES, "64", "100,000 steps", "RMSprop 1e-4, wd 1e-4", CONSTANT, "0.999"),
            ModelKind.COCO_FUNIT,
                    new Row(
                            "270 to 297, 256",
                            YES,
                            "64",
                            "150,000 steps",
                            "Adam 1e-4 (0.0, 0.999)",
                            "halved every 100,000 steps",
                            "0.999"),
            ModelKind.TUNIT,
                    new Row(
                            "128",
                            YES,
                            "32",
                            "200,000 steps",
                            "C: Adam 1e-4 (0.9, 0.999), wd 1e-3; D, G: RMSprop 1e-4, wd 1e-4",
                            CONSTANT,
                            "0.999 from step 66,001 on"),
            ModelKind.DUNIT,
                    new Row(
                            "216",
                            NOT_STATED,
                            NOT_STATED,
                            "100 epochs",
                            "Adam 2e-4" + GAN,
                            "a tenth after 50 epochs",
                            NONE),
            ModelKind.PIX2PIX, new Row("286, 256", YES, "1", "200 epochs", "Adam 2e-4" + GAN, CONSTANT, NONE),
            ModelKind.CYCLEGAN,
                    new Row("286, 256", YES, "1", "200 epochs", "Adam 2e-4" + GAN, "to 0 over the last 50 %", NONE),
            ModelKind.STARGAN,
                    new Row("128", YES, "16", "200,000 steps", "Adam 1e-4" + GAN, "to 0 over the last 50 %", NONE),
            ModelKind.RELGAN,
                    new Row("256", NOT_STATED, "4", "200,000 to 400,000 steps", "Adam 5e-5" + GAN, NOT_STATED, NONE));

    @Test
    void theTableIsThatOfThePresets() throws IOException {
        StringBuilder table =
                new StringBuilder("| Model | Pixels, window | Mirrored | Batch | Length | Optimizer | Rate"
                        + " | Average | State, MB |\n|---|---|---|---|---|---|---|---|---|\n");
        for (ModelKind kind : ModelKind.values()) {
            List<String> ours = ours(kind).cells(), theirs = PAPERS.get(kind).cells();
            table.append("| ").append(kind);
            for (int i = 0; i < ours.size(); i++) {
                String own = ours.get(i), paper = theirs.get(i);
                table.append(" | ").append(own.equals(paper) ? own : own + " (paper: " + paper + ")");
            }
            table.append(" | ").append(stateMb(kind)).append(" |\n");
        }
        String page = Files.readString(PAGE);
        assertTrue(page.contains(table), "the table is\n" + table);
    }

    @Test
    void everyModelHasACommand() throws IOException {
        String page = Files.readString(PAGE);
        for (ModelKind kind : ModelKind.values()) {
            assertTrue(page.contains("./workbench train " + kind + " --preset paper"), kind + " has no example");
        }
    }

    private static Row ours(ModelKind kind) {
        ModelRun run = kind.run(ModelKind.Preset.PAPER, kind == ModelKind.DUNIT ? "scenes" : "folder:any", List.of());
        int load = run.scale().options(run.size()).load();
        String images = load == run.size() ? "" + load : load + ", " + run.size();
        String flip = run.scale().flip() ? YES : "no";
        Length length = run.paperLength();
        String time = length.steps() > 0 ? grouped(length.steps()) + " steps" : length.toString();
        return switch (kind) {
            case UNIT -> {
                UnitRun r = (UnitRun) run;
                yield new Row(images, flip, batch(r), time, adam(r.model().optimizer()), rate(r.decay(), 0), NONE);
            }
            case MUNIT -> {
                MunitRun r = (MunitRun) run;
                String rate = rate(r.decay(), r.halving());
                yield new Row(images, flip, batch(r), time, adam(r.model().optimizer()), rate, NONE);
            }
            case FUNIT -> {
                FunitRun r = (FunitRun) run;
                String optimizer = rms(r.model().optimizer()),
                        average = average(r.model().ema());
                yield new Row(images, flip, batch(r), time, optimizer, rate(r.decay(), 0), average);
            }
            case COCO_FUNIT -> {
                CocoFunitRun r = (CocoFunitRun) run;
                String optimizer = adam(r.model().optimizer()),
                        average = average(r.model().ema());
                yield new Row(images, flip, batch(r), time, optimizer, rate(r.decay(), r.halving()), average);
            }
            case TUNIT -> {
                TunitRun r = (TunitRun) run;
                String optimizer = "C: " + adam(r.model().guideOptimizer()) + "; D, G: "
                        + rms(r.model().optimizer());
                yield new Row(
                        images,
                        flip,
                        batch(r),
                        time,
                        optimizer,
                        CONSTANT,
                        average(r.model().ema()));
            }
            case DUNIT -> {
                DunitRun r = (DunitRun) run;
                yield new Row(images, flip, batch(r), time, adam(r.model().optimizer()), rate(r.decay(), 0), NONE);
            }
            case PIX2PIX -> {
                Pix2pixRun r = (Pix2pixRun) run;
                yield new Row(images, flip, batch(r), time, adam(r.model().optimizer()), rate(r.decay(), 0), NONE);
            }
            case CYCLEGAN -> {
                CycleGanRun r = (CycleGanRun) run;
                yield new Row(images, flip, batch(r), time, adam(r.model().optimizer()), rate(r.decay(), 0), NONE);
            }
            case STARGAN -> {
                StarGanRun r = (StarGanRun) run;
                yield new Row(images, flip, batch(r), time, adam(r.model().optimizer()), rate(r.decay(), 0), NONE);
            }
            case RELGAN -> {
                RelGanRun r = (RelGanRun) run;
                yield new Row(images, flip, batch(r), time, adam(r.model().optimizer()), rate(r.decay(), 0), NONE);
            }
        };
    }

    private static String batch(ModelRun run) {
        return "" + run.batch();
    }

    private static String rate(double decay, int halving) {
        return decay > 0
                ? "to 0 over the last " + Math.round(100 * decay) + " %"
                : halving > 0 ? "halved every " + grouped(halving) + " steps" : CONSTANT;
    }

    private static String average(FunitConfig.Average numbers) {
        return numbers.decay() + (numbers.warmUp() ? ", warmed up" : "");
    }

    private static String adam(Adam.Config c) {
        return "Adam " + power(c.learningRate()) + " (" + c.beta1() + ", " + c.beta2() + ")" + decay(c.weightDecay());
    }

    private static String rms(RmsProp.Config c) {
        return "RMSprop " + power(c.learningRate()) + decay(c.weightDecay());
    }

    private static String decay(double weightDecay) {
        return weightDecay == 0 ? "" : ", wd " + power(weightDecay);
    }

    private static String power(double number) {
        int exponent = (int) Math.floor(Math.log10(number) + 1e-9);
        return Math.round(number / Math.pow(10, exponent)) + "e" + exponent;
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** float32 of weights, their gradients and moments (Adam two, RMSprop one), averages: what every step holds. */
    private static String stateMb(ModelKind kind) {
        long trained = FullSizeTest.parameters(kind);
        long numbers =
                switch (kind) {
                    case FUNIT -> 3 * trained + 29_866_435;
                    case COCO_FUNIT -> 4 * trained + 121_562_307;
                    case TUNIT -> 3 * trained + 2 * 9_296_778 + 27_333_763; // C has Adam's second moment and an average
                    default -> 4 * trained;
                };
        return trained == 0 ? "" : grouped((int) (numbers * Float.BYTES / MB));
    }
}
