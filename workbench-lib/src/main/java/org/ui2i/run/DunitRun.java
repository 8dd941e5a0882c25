package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.util.List;
import java.util.Locale;
import org.ui2i.data.Datasets;
import org.ui2i.data.ScenePair;
import org.ui2i.data.Scenes;
import org.ui2i.loss.CenterTargets;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.Dunit;
import org.ui2i.models.DunitConfig;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.Init;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.train.Configs;
import org.ui2i.train.Player;
import org.ui2i.train.Training;

/**
 * All that decides a training of DUNIT: config.yaml.
 *
 * @param data {@code scenes}: the only bundled images with boxes
 * @param batch scenes of each domain in a step
 * @param seed decides initial weights and every draw
 * @param detector what finds the objects
 * @param model the translator's numbers
 */
public record DunitRun(String data, int batch, long seed, Finder detector, DunitConfig model) implements ModelRun {
    static final String NAME = "dunit";
    private static final String SCENES = "scenes";

    /**
     * The detector's training, before the translator's.
     *
     * @param steps its first steps, on scenes of A with their boxes; then it stands still
     * @param filters f
     * @param optimizer its numbers
     */
    public record Finder(int steps, int filters, Adam.Config optimizer) {
        /** Checks the range. */
        public Finder {
            check(steps >= 0, "the detector trains for %d steps: use 0 or more", steps);
        }
    }

    /**
     * A detector, and the translator that uses it.
     *
     * @param detector trained first
     * @param dunit trained afterwards
     */
    public record Networks(CenterDetector detector, Dunit dunit) {}

    /** Ready numbers. */
    public enum Preset {
        /** seconds, for tests */
        TINY,
        /** minutes on two CPU cores */
        LAB,
        /** large networks; for a GPU */
        PAPER
    }

    /** Checks the ranges. */
    public DunitRun {
        check(data.equals(SCENES), "'%s' has no boxes that a detector could learn from: use --data scenes", data);
        check(batch >= 1, "batch is %d: use at least 1", batch);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data {@code scenes}
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static DunitRun of(Preset preset, String data, long seed) {
        Adam.Config adam = new Adam.Config(2e-3, 0.9, 0.999, 1e-8, 0);
        return switch (preset) {
            case TINY -> new DunitRun(data, 2, seed, new Finder(2, 4, adam), DunitConfig.tiny());
            case LAB -> new DunitRun(data, 4, seed, new Finder(300, 16, adam), DunitConfig.lab());
            case PAPER -> new DunitRun(data, 8, seed, new Finder(10_000, 64, adam), DunitConfig.paper());
        };
    }

    @Override
    public int size() {
        return Datasets.scenes().size();
    }

    /**
     * The networks, not trained yet.
     *
     * @return fresh ones, of this seed
     */
    public Networks networks() {
        CenterDetector.Config config =
                CenterDetector.Config.lab(Scenes.CLASSES.size()).withFilters(detector.filters);
        CenterDetector fresh = new CenterDetector(config, Weights.seeded(seed, Init.KAIMING));
        return new Networks(fresh, new Dunit(model, fresh, seed));
    }

    @Override
    public DunitRun allPlayers() {
        return new DunitRun(data, batch, seed, new Finder(0, detector.filters, detector.optimizer), model);
    }

    @Override
    public Session<ScenePair> session(long steps) {
        Networks n = networks();
        Scenes scenes = Datasets.scenes().batch(batch);
        return new Session<>(
                NAME,
                summary(steps),
                Configs.toYaml(this),
                scenes,
                training(n),
                List.of(
                        x -> detection(n.detector, x),
                        n.dunit::discriminator,
                        n.dunit::generator,
                        n.dunit::contentDiscriminator),
                Session.two("detector", n.detector, "gen", n.dunit.gen()));
    }

    /** What the detector learns: the boxes of A's scenes. */
    private LossTerms detection(CenterDetector network, ScenePair x) {
        return CenterTargets.of(x.step().manager(), x.boxes(), Scenes.CLASSES.size(), size())
                .loss(network.maps(x.a()));
    }

    private Training<ScenePair> training(Networks n) {
        long first = detector.steps + 1L;
        Dunit dunit = n.dunit;
        return new Training<ScenePair>(seed)
                .player(new Player("detector", new Adam(detector.optimizer), n.detector).until(detector.steps))
                .player(new Player("dis", new Adam(model.optimizer()), dunit.disA(), dunit.disB()).from(first))
                .player(new Player("gen", new Adam(model.optimizer()), dunit.gen()).from(first))
                .player(new Player("content", new Adam(model.optimizer()), dunit.disContent()).from(first));
    }

    private String summary(long steps) {
        return String.format(
                Locale.ROOT,
                "DUNIT on %s, %d x %d, batch %d, seed %d, objects of %d pixels, detector %s",
                data,
                size(),
                size(),
                batch,
                seed,
                model.side(),
                detector.steps < steps
                        ? "for " + detector.steps + " steps"
                        : "in all " + steps + " steps: nothing translates yet");
    }
}
