package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.ui2i.data.Datasets;
import org.ui2i.data.DigitDomains;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.eval.Claim;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.Interval;
import org.ui2i.models.AdaptationDiscriminator;
import org.ui2i.models.UnitAdaptation;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.PublishedWeights;

/** UNIT's domain adaptation on digits: a classifier that saw A's labels only against one adapted to B. */
final class DigitsCommittedRuns implements CommittedRuns {
    private static final int CLASSIFY = 600;
    private static final int IDENTITY = 600;

    @Override
    public String name() {
        return "unit-digits";
    }

    /** Steps of the adaptation; learning A's labels and the identity come before. */
    @Override
    public int steps() {
        return 300;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        for (long seed : SEEDS) {
            if (Files.isDirectory(published.resolve("unit-" + seed))) {
                out.printf("unit-%d: published already%n", seed);
                continue;
            }
            DigitsRun run = new DigitsRun(seed);
            run.train(Math.min(CLASSIFY, 2 * steps), Math.min(IDENTITY, 2 * steps), steps);
            out.printf("seed %d: %.0f s%n", seed, run.seconds());
            out.flush();
            publish(run, run.sourceOnly(), published.resolve("source-" + seed), steps, command, seed);
            publish(run, run.unit(), published.resolve("unit-" + seed), steps, command, seed);
        }
    }

    private static void publish(DigitsRun run, UnitAdaptation model, Path folder, int steps, String command, long seed)
            throws IOException {
        PublishedWeights.Origin origin =
                new PublishedWeights.Origin("unit-adaptation", "preset: lab\n", command, seed, steps, run.seconds());
        PublishedWeights.write(folder, Map.of("dis", model.dis()), origin, PublishedWeights.Precision.BYTE);
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        ImageSet a = Datasets.digits().source(Split.TEST), b = Datasets.digits().target(Split.TEST);
        double[] onA = accuracies(published, "source-", a, (dis, x) -> dis.classifyA(x, null));
        double[] source = accuracies(published, "source-", b, (dis, x) -> dis.classifyA(x, null));
        double[] unit = accuracies(published, "unit-", b, AdaptationDiscriminator::classifyB);
        double[] shared = accuracies(published, "unit-", b, (dis, x) -> dis.classifyA(x, null));
        double[] kept = accuracies(published, "unit-", a, (dis, x) -> dis.classifyA(x, null));
        List<ClaimTable.Row> rows = new ArrayList<>();
        rows.add(row("accuracy on B: UNIT; baseline: source only", unit, mean(source), b.size(), commit));
        rows.add(row(
                "accuracy on B through A's first layer: UNIT; baseline: source only",
                shared,
                mean(source),
                b.size(),
                commit));
        rows.add(row("accuracy on A: UNIT; baseline: source only", kept, mean(onA), a.size(), commit));
        return rows;
    }

    private static double[] accuracies(
            Path published, String arm, ImageSet images, BiFunction<AdaptationDiscriminator, NDArray, NDArray> logits)
            throws IOException {
        double[] all = new double[SEEDS.size()];
        for (int i = 0; i < all.length; i++) {
            try (NDManager scope = Tensors.scope()) {
                AdaptationDiscriminator dis = trained(published.resolve(arm + SEEDS.get(i)), scope);
                NDArray x = images.all(scope);
                all[i] = accuracy(Grad.off(() -> logits.apply(dis, x)), DigitDomains.labels(images));
            }
        }
        return all;
    }

    private static AdaptationDiscriminator trained(Path weights, NDManager scope) throws IOException {
        check(Files.isDirectory(weights), "no weights in %s: train them with ./workbench claims train", weights);
        UnitAdaptation model = new UnitAdaptation(UnitAdaptation.Config.lab(), 1);
        PublishedWeights.read(weights, scope).load("dis", model.dis());
        return model.dis();
    }

    /** Share of right answers. */
    static double accuracy(NDArray logits, int[] labels) {
        long[] said = logits.argMax(1).toLongArray();
        return IntStream.range(0, labels.length)
                        .filter(i -> said[i] == labels[i])
                        .count()
                / (double) labels.length;
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    private static ClaimTable.Row row(String arm, double[] seeds, double baseline, int images, String commit) {
        Interval value = Interval.t(seeds);
        return new ClaimTable.Row(
                new Claim("DA", arm, value, baseline, images, value.n(), commit), Claim.Better.HIGHER);
    }
}
