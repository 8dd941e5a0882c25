package org.ui2i.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ui2i.data.Datasets;
import org.ui2i.data.DigitDomains;
import org.ui2i.data.LabelledPair;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.loss.Losses;
import org.ui2i.models.UnitAdaptation;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Ops;
import org.ui2i.train.Objective;
import org.ui2i.train.Training;

/**
 * One seed of the digits' domain adaptation. A classifier learns A's labels; then it either goes on so (source only) or
 * becomes UNIT's discriminator, for the same number of steps at the same rate.
 *
 * <p>Few steps need a start that the paper's 200,000 do not: B's first layer begins as a copy of A's, and the translation
 * begins as the identity.
 */
final class DigitsRun {
    private static final Adam.Config LATER = Adam.Config.gan(3e-4, 5e-4); // of D, once it has learned A's labels
    private final UnitAdaptation.Config config = UnitAdaptation.Config.lab();
    private final DigitDomains digits = Datasets.digits().batch(16);
    private final long seed;
    private final UnitAdaptation sourceOnly;
    private final UnitAdaptation unit;
    private double seconds;

    DigitsRun(long seed) {
        this.seed = seed;
        sourceOnly = new UnitAdaptation(config, seed);
        unit = new UnitAdaptation(config, seed);
    }

    UnitAdaptation sourceOnly() {
        return sourceOnly;
    }

    UnitAdaptation unit() {
        return unit;
    }

    /** Seconds that all trainings took. */
    double seconds() {
        return seconds;
    }

    /** Classifier first, then both ways of going on. */
    void train(int classify, int identity, int adapt) {
        classify(sourceOnly, config.optimizer(), seed, classify);
        unit.dis().load(withCopiedFirst(sourceOnly.dis().state()));
        classify(sourceOnly, LATER, seed + 1, adapt);
        Adam gen = new Adam(config.optimizer());
        run(new Training<LabelledPair>(seed + 2).player("gen", gen, unit.gen()), identity, this::identity);
        run(
                new Training<LabelledPair>(seed + 1)
                        .player("dis", new Adam(LATER), unit.dis())
                        .player("gen", gen, unit.gen()),
                adapt,
                unit::discriminator,
                unit::generator);
    }

    private void classify(UnitAdaptation model, Adam.Config rate, long draws, int steps) {
        LossWeights weights = LossWeights.none().with("cls", config.cls());
        run(new Training<LabelledPair>(draws).player("dis", new Adam(rate), model.dis()), steps, x -> LossTerms.of(
                        weights)
                .add(
                        "cls",
                        Ops.crossEntropy(model.dis().classifyA(x.a(), x.step().draws()), x.labels())));
    }

    private LossTerms identity(LabelledPair x) {
        UnitAdaptation.Images i = unit.gen().images(x.a(), x.b(), x.step().draws());
        NDList mu = i.mu().split(2);
        NDList sd = i.sd().split(2);
        return LossTerms.of(LossWeights.none().with("recon", config.recon()).with("kl", config.kl()))
                .add(
                        "recon",
                        Losses.squaredDistance(i.aa(), x.a()),
                        Losses.squaredDistance(i.bb(), x.b()),
                        Losses.squaredDistance(i.ab(), x.a()),
                        Losses.squaredDistance(i.ba(), x.b()))
                .add("kl", Losses.klDiagonal(mu.get(0), sd.get(0)), Losses.klDiagonal(mu.get(1), sd.get(1)));
    }

    private static Map<String, NDArray> withCopiedFirst(Map<String, NDArray> state) {
        Map<String, NDArray> copied = new LinkedHashMap<>(state);
        copied.replaceAll((name, array) -> state.get(name.replace("first_b", "first_a")));
        return copied;
    }

    @SafeVarargs
    private void run(Training<LabelledPair> training, int steps, Objective<LabelledPair>... objectives) {
        training.run(digits, steps, objectives);
        seconds += training.history().seconds();
    }
}
