package org.ui2i.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Consumer;
import org.ui2i.data.Batches;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.loss.Losses;
import org.ui2i.nn.Init;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Step;

/** Two small players with an average: the least that has all that a checkpoint must hold. */
final class Toy {
    static final LossWeights WEIGHTS =
            LossWeights.none().with("fit", 1).with("decay", 0.1).with("gan", 1);

    final Part dis;
    final Part gen;
    final Ema ema;
    final Training<Pair> training;

    Toy(long seed) {
        Weights weights = Weights.seeded(seed, Init.KAIMING);
        dis = Sequence.residual(1, 2, Padding.ZERO, weights);
        gen = Sequence.residual(1, 2, Padding.ZERO, weights);
        ema = Ema.withWarmUp(gen, Sequence.residual(1, 2, Padding.ZERO, weights), 0.99);
        training = new Training<Pair>(seed)
                .player("dis", new Adam(Adam.Config.gan(1e-3, 0)), dis)
                .player(new Player("gen", new Adam(Adam.Config.gan(1e-3, 1e-4)), gen)
                        .schedule(Schedule.steps(4, 0.5))
                        .average(ema));
    }

    LossTerms discriminator(Pair x) {
        return LossTerms.of(WEIGHTS).add("fit", Losses.l1(dis.forward(x.a()), gen.forward(x.b())));
    }

    LossTerms generator(Pair x) {
        NDArray noise = x.step().draws().noise(x.a().getShape());
        NDArray penalty = gen.weights().values().iterator().next().square().mean(); // hangs on a weight at first
        return LossTerms.of(WEIGHTS)
                .add("fit", Losses.l1(gen.forward(x.a().add(noise)), x.b()))
                .add("decay", penalty)
                .add("gan", dis.forward(gen.forward(x.b())).square().mean());
    }

    History run(int steps) {
        return run(steps, Listener.all());
    }

    History run(int steps, Listener listener) {
        return training.run(new Noise("noise"), steps, listener, this::discriminator, this::generator);
    }

    /** Noise to which something happens. */
    record Disturbed(Noise noise, Consumer<Pair> what) implements Batches<Pair> {
        @Override
        public Pair batch(Step step) {
            Pair x = noise.batch(step);
            what.accept(x);
            return x;
        }

        @Override
        public int batchSize() {
            return noise.batchSize();
        }

        @Override
        public String hash() {
            return noise.hash();
        }
    }

    record Noise(String hash) implements Batches<Pair> {
        @Override
        public Pair batch(Step step) {
            Shape shape = new Shape(2, 2, 8, 8);
            return new Pair(step.draws().noise(shape), step.draws().noise(shape), List.of("n" + step.number()), step);
        }

        @Override
        public int batchSize() {
            return 2;
        }
    }
}
