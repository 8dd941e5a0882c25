package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.DataFiles;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.History;
import org.ui2i.train.Listener;
import org.ui2i.train.RunFolder;
import org.ui2i.train.RunRecord;

/**
 * Trains a run again, from what its folder says, and compares. On the CPU, with the same versions, processor and threads,
 * every number must be the same, bit for bit; elsewhere losses may differ by {@link #TOLERANCE}.
 */
public final class Replay {
    /** How far a loss may be off where versions, processor, device or threads differ, as a share of it, or of 1 if that is more. */
    public static final double TOLERANCE = 0.01;

    private static final List<String> DECIDING =
            List.of("workbench", "engine", "java", "system", "cpu", "device", "threads");

    private final Path folder;
    private final RunRecord run;
    private final ModelRun settings;
    private final History recorded;
    private final int steps;
    private final List<String> differences;

    private Replay(Path folder, RunRecord run, ModelRun settings, History recorded, int steps) {
        this.folder = folder;
        this.run = run;
        this.settings = settings;
        this.recorded = recorded;
        this.steps = steps;
        RunRecord.Leg here = RunRecord.Leg.now(0, 0, "");
        differences = DECIDING.stream()
                .flatMap(what -> run.legs().stream()
                        .map(leg -> difference(what, leg, here))
                        .flatMap(Optional::stream))
                .distinct()
                .toList();
    }

    private static Optional<String> difference(String what, RunRecord.Leg then, RunRecord.Leg now) {
        String before = value(what, then), here = value(what, now);
        return Objects.equals(before, here)
                ? Optional.empty()
                : Optional.of(what + " " + before + " then, " + here + " here");
    }

    private static @Nullable String value(String what, RunRecord.Leg leg) {
        return leg.versions().getOrDefault(what, leg.machine().get(what));
    }

    /**
     * Reads a run and checks that it can be trained again; trains nothing.
     *
     * @param folder the run's
     * @param most steps to train, null for all that the run has
     * @return ready to go
     * @throws IOException if a file of the run is damaged
     * @throws IllegalArgumentException if this is no run, its model is unknown, its configuration was changed, it has fewer
     *     steps, or its data are not the same any more: the file is named
     */
    public static Replay of(Path folder, @Nullable Integer most) throws IOException {
        RunRecord run = RunFolder.record(folder);
        ModelRun settings = ModelKind.named(run.model()).read(run.config());
        History recorded = RunFolder.history(folder);
        int steps = most == null ? recorded.size() : most;
        check(
                steps >= 1 && steps <= recorded.size(),
                "%d steps of %s asked for, and it has %d: use --steps from 1 to that",
                steps,
                folder,
                recorded.size());
        RunFolder.files(folder).checkSame(DataFiles.of(settings.data()));
        return new Replay(folder, run, settings, recorded, steps);
    }

    /**
     * What is not as it was in the run, such as {@code threads 2 then, 1 here}.
     *
     * @return empty where the result must be the same bit for bit
     */
    public List<String> differences() {
        return differences;
    }

    /**
     * The settings of the run.
     *
     * @return as it was trained
     */
    public ModelRun settings() {
        return settings;
    }

    /**
     * How many steps are trained.
     *
     * @return at least 1
     */
    public int steps() {
        return steps;
    }

    /**
     * Trains and compares. A run that was resumed is trained in one go; only where it was resumed with another number of
     * planned steps, which schedules follow, is it trained in legs as well.
     *
     * @param out becomes a run's folder, too; null to keep nothing
     * @param command what was typed
     * @param listener told of each step
     * @return what came out
     * @throws IOException if a file cannot be read or written
     */
    public Verdict train(@Nullable Path out, String command, Listener listener) throws IOException {
        @Nullable Session<?> session = null;
        List<RunRecord.Leg> legs = legs();
        for (int i = 0; i < legs.size(); i++) {
            long planned = legs.get(i).planned();
            Session<?> next = settings.session(planned);
            checkData(next);
            if (session != null) {
                handOver(session, next);
            }
            session = next;
            long end = i + 1 < legs.size() ? legs.get(i + 1).after() : steps;
            Listener all = listener;
            if (out != null) {
                session.training().saving(out, Integer.MAX_VALUE);
                all = Listener.all(new Recording(session, settings, out, planned, command), listener);
            }
            session.train((int) (end - session.training().step()), all);
        }
        return verdict(Objects.requireNonNull(session));
    }

    /** Those that begin within the steps, without what was resumed as it had begun. */
    private List<RunRecord.Leg> legs() {
        List<RunRecord.Leg> legs = new ArrayList<>();
        for (RunRecord.Leg leg : run.legs()) {
            boolean same = !legs.isEmpty() && legs.get(legs.size() - 1).planned() == leg.planned();
            if (leg.after() < steps && !same) {
                legs.add(leg);
            }
        }
        return legs;
    }

    private void checkData(Session<?> session) {
        check(
                session.data().hash().equals(run.dataHash()),
                "the data's files are the same, but read otherwise: their hash is %s, the run's %s: use the workbench that"
                        + " trained it",
                session.data().hash(),
                run.dataHash());
    }

    private static void handOver(Session<?> before, Session<?> next) throws IOException {
        Path file = Files.createTempFile("ui2i-replay", ".ckpt");
        try {
            before.training().save(file);
            before.training().discard();
            next.training().resume(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".previous"));
        }
    }

    private Verdict verdict(Session<?> session) throws IOException {
        History history = session.training().history();
        Comparison losses = Comparison.of(recorded, history);
        return Verdict.of(history.size(), losses, weights(session), samples(session), differences);
    }

    /** Whether the weights are those of the run's last checkpoint, if that is of this step. */
    private Optional<Boolean> weights(Session<?> session) throws IOException {
        if (!Files.exists(folder.resolve("last.ckpt"))) {
            return Optional.empty();
        }
        try (NDManager scope = Tensors.scope()) {
            Checkpoint last = Checkpoint.read(folder, scope);
            return last.step() != session.training().step()
                    ? Optional.empty()
                    : Optional.of(last.weightsHash().equals(session.training().weightsHash()));
        }
    }

    /** Whether the picture is that of the run, if there is one of this step and of this size: other fonts give another. */
    private Optional<Boolean> samples(Session<?> session) {
        Path file = SampleGrid.file(folder, session.training().step());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            BufferedImage then = ImageIO.read(file.toFile()), now = SampleGrid.picture(session);
            return then == null || then.getWidth() != now.getWidth() || then.getHeight() != now.getHeight()
                    ? Optional.empty()
                    : Optional.of(samePixels(then, now));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static boolean samePixels(BufferedImage a, BufferedImage b) {
        int w = a.getWidth(), h = a.getHeight();
        return Arrays.equals(a.getRGB(0, 0, w, h, null, 0, w), b.getRGB(0, 0, w, h, null, 0, w));
    }
}
