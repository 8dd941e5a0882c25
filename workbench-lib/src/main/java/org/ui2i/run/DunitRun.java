package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ui2i.data.Datasets;
import org.ui2i.data.ScenePair;
import org.ui2i.data.Scenes;
import org.ui2i.loss.CenterTargets;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.Dunit;
import org.ui2i.models.DunitConfig;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.Init;
import org.ui2i.nn.Part;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Grad;
import org.ui2i.train.Configs;
import org.ui2i.train.Player;
import org.ui2i.train.Schedule;
import org.ui2i.train.Training;

/**
 * All that decides a training of DUNIT: config.yaml.
 *
 * @param data {@code scenes}: the only bundled images with boxes
 * @param batch scenes of each domain in a step
 * @param seed decides initial weights and every draw
 * @param decay share of the detector's steps, and of the translator's, at the end, in which the learning rate falls linearly to
 *     zero; 0 for none
 * @param scale how own images are cut, and how steps are computed
 * @param detector what finds the objects
 * @param model the translator's numbers
 */
public record DunitRun(String data, int batch, long seed, double decay, Scale scale, Finder detector, DunitConfig model)
        implements ModelRun {
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
        PairRun.checked(Datasets.scenes().size(), batch, decay);
        scale.checkFits(data, batch);
        scale.checkWhole("DUNIT", "losses of objects are means over the whole batch's objects");
    }

    /**
     * At the usual scale.
     *
     * @param data {@code scenes}: the only bundled images with boxes
     * @param batch scenes of each domain in a step
     * @param seed decides initial weights and every draw
     * @param decay share of the detector's steps, and of the translator's, at the end, in which the learning rate falls linearly to
     *     zero; 0 for none
     * @param detector what finds the objects
     * @param model the translator's numbers
     */
    public DunitRun(String data, int batch, long seed, double decay, Finder detector, DunitConfig model) {
        this(data, batch, seed, decay, Scale.USUAL, detector, model);
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
            case TINY -> new DunitRun(data, 2, seed, 0, new Finder(2, 4, adam), DunitConfig.tiny());
            case LAB -> new DunitRun(data, 4, seed, 0.5, new Finder(800, 12, adam), DunitConfig.lab());
            case PAPER -> new DunitRun(data, 8, seed, 0.5, new Finder(10_000, 64, adam), DunitConfig.paper());
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
        CenterDetector fresh = untrainedDetector();
        return new Networks(fresh, new Dunit(model, fresh, seed));
    }

    /**
     * A detector, not trained yet.
     *
     * @return a fresh one, of this seed
     */
    public CenterDetector untrainedDetector() {
        CenterDetector.Config config =
                CenterDetector.Config.lab(Scenes.CLASSES.size()).withFilters(detector.filters);
        return new CenterDetector(config, Weights.seeded(seed, Init.KAIMING));
    }

    @Override
    public Length paperLength() {
        return Length.epochs(100);
    }

    @Override
    public DunitRun allPlayers() {
        return new DunitRun(
                data, batch, seed, decay, scale, new Finder(0, detector.filters, detector.optimizer), model);
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
                training(n, steps),
                List.of(
                        x -> detection(n.detector, x, x.a()),
                        n.dunit::discriminator,
                        n.dunit::generator,
                        n.dunit::contentDiscriminator),
                Session.two("detector", n.detector, "gen", n.dunit.gen()),
                x -> samples(n.dunit, x));
    }

    /** A's scenes, each in the style of a scene of B. */
    private static Map<String, NDArray> samples(Dunit dunit, ScenePair x) {
        return SampleRows.of(
                "x_A",
                x.a(),
                "x_B",
                x.b(),
                "x_AB",
                dunit.aToB(x.a(), dunit.gen().b().style(x.b())));
    }

    /** What a detector learns: the boxes of A's scenes, drawn in one domain or the other. */
    private LossTerms detection(CenterDetector network, ScenePair x, NDArray images) {
        return CenterTargets.of(x.step().manager(), x.boxes(), Scenes.CLASSES.size(), size())
                .loss(network.maps(images));
    }

    /**
     * A detector for B's scenes, of which no box is known: it learns from A's scenes as a translator draws them, each in the
     * style of another scene of B, and from A's boxes.
     *
     * @param translator trained; it stands still
     * @return a session of one player; as many steps as the detector of A took make both comparable
     */
    public Session<ScenePair> adaptation(Dunit translator) {
        CenterDetector fresh = untrainedDetector();
        return new Session<>(
                "detector",
                String.format(Locale.ROOT, "a detector on translated %s, batch %d, seed %d", data, batch, seed),
                Configs.toYaml(this),
                Datasets.scenes().batch(batch),
                new Training<ScenePair>(seed).player(learning(fresh)),
                List.of(x -> detection(fresh, x, translator.aToB(x.a(), Grad.off(() -> translator
                        .gen()
                        .b()
                        .style(x.b()))))),
                Map.of("detector", fresh),
                x -> samples(translator, x));
    }

    /** The player of a detector that learns from its first step on. */
    private Player learning(CenterDetector network) {
        return new Player("detector", new Adam(detector.optimizer), network)
                .schedule(Schedule.fallingIn(decay, detector.steps));
    }

    private Training<ScenePair> training(Networks n, long steps) {
        Dunit dunit = n.dunit;
        return scale.on(new Training<ScenePair>(seed))
                .player(learning(n.detector).until(detector.steps))
                .player(translating("dis", steps, dunit.disA(), dunit.disB()))
                .player(translating("gen", steps, dunit.gen()))
                .player(translating("content", steps, dunit.disContent()));
    }

    private Player translating(String name, long steps, Part... parts) {
        Schedule rates = Schedule.fallingIn(decay, Math.max(0, steps - detector.steps));
        return new Player(name, new Adam(model.optimizer()), parts)
                .from(detector.steps + 1L)
                .schedule(step -> rates.factor(step - detector.steps));
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
                                : "in all " + steps + " steps: nothing translates yet")
                + scale.remark();
    }
}
