package org.ui2i.bench;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ui2i.core.Folders;
import org.ui2i.core.ResidentMemory;
import org.ui2i.run.ModelRun;
import org.ui2i.run.Session;
import org.ui2i.run.Translator;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Profile;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.History;
import org.ui2i.train.Listener;

/** Measures one case in this process, which should do nothing else. */
public final class Bench {
    private static final int WARM_UP = 3;

    private Bench() {}

    /**
     * Measures.
     *
     * @param what the model and its size
     * @param steps that are timed, after three that are not
     * @return what they cost
     * @throws IOException if the temporary images cannot be written
     */
    public static BenchResult of(BenchCase what, int steps) throws IOException {
        check(steps >= 1, "%d steps are timed: use at least 1", steps);
        Path images = Files.createTempDirectory("bench");
        try {
            NoiseFolders.write(images, what.folders(), what.pixels());
            return of(what, what.run(images).allPlayers(), images, steps);
        } finally {
            Folders.delete(images);
        }
    }

    private static BenchResult of(BenchCase what, ModelRun run, Path images, int steps) throws IOException {
        Session<?> session = run.session(WARM_UP + steps + 1L);
        session.train(WARM_UP, Listener.all());
        int arrays = Tensors.root().getManagedArrays().size();
        Timing reference;
        try (Reference plain = new Reference()) {
            session.train(steps, plain);
            reference = plain.timing();
        }
        double left = (Tensors.root().getManagedArrays().size() - arrays) / (double) steps;
        double peakMb = ResidentMemory.peakMb();
        double[] seconds = present(
                History.numbers(session.training().history().timing()).get("seconds"), "the history has no seconds");
        Timing step = Timing.of(Arrays.stream(seconds, WARM_UP, WARM_UP + steps)
                .map(s -> 1000 * s)
                .toArray());
        Timing draw = draw(what, session, images, steps);
        EngineRecord record = EngineRecord.of(Profile.of(() -> session.train(1, Listener.all())));
        return new BenchResult(
                what.model().toString(),
                what.size().toString(),
                what.pixels(),
                session.data().batchSize(),
                Tensors.threads(),
                step,
                draw,
                reference,
                record.flop() / 1e9,
                Reference.GFLOP,
                record.calls(),
                left,
                peakMb);
    }

    private static Timing draw(BenchCase what, Session<?> session, Path images, int n) {
        Translator translator = Translator.of(session.trained(), what.wish(images));
        Shape shape = new Shape(session.data().batchSize(), translator.channels(), what.pixels(), what.pixels());
        try (NDManager scope = Tensors.scope()) {
            NDArray x = Draws.seeded(1, 1, scope).noise(shape).tanh();
            return Timing.of(() -> translator.translate(x).close(), WARM_UP, n);
        }
    }
}
