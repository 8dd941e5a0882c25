package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ui2i.eval.ClaimTable;
import org.ui2i.models.CycleGan;
import org.ui2i.models.CycleGanConfig;
import org.ui2i.models.FewShotGenerator;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.Pix2pix;
import org.ui2i.models.Pix2pixConfig;
import org.ui2i.models.RelGan;
import org.ui2i.models.RelGanConfig;
import org.ui2i.models.StarGan;
import org.ui2i.models.StarGanConfig;
import org.ui2i.models.Tunit;
import org.ui2i.models.TunitConfig;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.Part;
import org.ui2i.run.DunitRun;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.PublishedWeights;

/** Runs whose weights are committed, so that anyone can recompute the numbers that lessons print. */
interface CommittedRuns {
    /** Seeds of every arm. */
    List<Long> SEEDS = List.of(1L, 2L, 3L);

    /** The folder's name, also what {@code claims train} takes. */
    String name();

    /** Steps of a run unless said otherwise. */
    int steps();

    /** Trains what is not trained yet and publishes the weights. */
    void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException;

    /** All rows, from the published weights alone. */
    List<ClaimTable.Row> rows(Path published, String commit) throws IOException;

    /** A UNIT with published weights. */
    static Unit trained(Path weights, UnitConfig config) throws IOException {
        Unit unit = new Unit(config, 1);
        fill(weights, Map.of("genA", unit.genA(), "genB", unit.genB()));
        return unit;
    }

    /** A MUNIT with published weights. */
    static Munit trained(Path weights, MunitConfig config) throws IOException {
        Munit munit = new Munit(config, 1);
        fill(weights, Map.of("genA", munit.genA(), "genB", munit.genB()));
        return munit;
    }

    /** A CycleGAN with published generators. */
    static CycleGan trained(Path weights, CycleGanConfig config) throws IOException {
        CycleGan cycleGan = new CycleGan(config, 1);
        fill(weights, Map.of("genAB", cycleGan.genAB(), "genBA", cycleGan.genBA()));
        return cycleGan;
    }

    /** A pix2pix with a published generator. */
    static Pix2pix trained(Path weights, Pix2pixConfig config) throws IOException {
        Pix2pix pix2pix = new Pix2pix(config, 1);
        fill(weights, Map.of("gen", pix2pix.gen()));
        return pix2pix;
    }

    /** A StarGAN with a published generator. */
    static StarGan trained(Path weights, StarGanConfig config) throws IOException {
        StarGan starGan = new StarGan(config, 1);
        fill(weights, Map.of("gen", starGan.gen()));
        return starGan;
    }

    /** A RelGAN with a published generator. */
    static RelGan trained(Path weights, RelGanConfig config) throws IOException {
        RelGan relGan = new RelGan(config, 1);
        fill(weights, Map.of("gen", relGan.gen()));
        return relGan;
    }

    /** A TUNIT with published weights. */
    static Tunit trained(Path weights, TunitConfig config) throws IOException {
        Tunit tunit = new Tunit(config, 1);
        fill(weights, Map.of("guide", tunit.guideTest(), "gen", tunit.genTest()));
        return tunit;
    }

    /** A DUNIT with its detector, both with published weights. */
    static DunitRun.Networks trained(Path weights, DunitRun run) throws IOException {
        DunitRun.Networks networks = run.networks();
        fill(
                weights,
                Map.of("detector", networks.detector(), "gen", networks.dunit().gen()));
        return networks;
    }

    /** A detector with published weights. */
    static CenterDetector trained(Path weights, CenterDetector detector) throws IOException {
        fill(weights, Map.of("detector", detector));
        return detector;
    }

    /** A FUNIT's or COCO-FUNIT's generator, filled with published weights. */
    static <G extends FewShotGenerator> G trained(Path weights, G gen) throws IOException {
        fill(weights, Map.of("gen", gen));
        return gen;
    }

    private static void fill(Path weights, Map<String, Part> networks) throws IOException {
        check(Files.isDirectory(weights), "no weights in %s: train them with ./workbench claims train", weights);
        try (NDManager scope = Tensors.scope()) {
            PublishedWeights read = PublishedWeights.read(weights, scope);
            networks.forEach(read::load);
        }
    }
}
