package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ui2i.core.Reason;
import org.ui2i.data.DataFiles;
import org.ui2i.plot.Png;
import org.ui2i.train.History;
import org.ui2i.train.Listener;
import org.ui2i.train.RunFolder;
import org.ui2i.train.RunRecord;

/**
 * Writes into a run's folder what checkpoints and history do not say: what the run is ({@code config.yaml},
 * {@code manifest.json}, {@code data.sha256}), and with each checkpoint a picture ({@code samples/}) and {@code card.md}.
 */
public final class Recording implements Listener {
    private final Session<?> session;
    private final ModelRun run;
    private final Path folder;
    private final long planned;
    private final String command;

    /**
     * Of one training, which begins or is resumed.
     *
     * @param session what is trained
     * @param run its settings
     * @param folder of the run
     * @param planned steps in all, which schedules follow
     * @param command what was typed
     */
    public Recording(Session<?> session, ModelRun run, Path folder, long planned, String command) {
        this.session = session;
        this.run = run;
        this.folder = folder;
        this.planned = planned;
        this.command = command;
    }

    /**
     * Refuses a folder that holds a run.
     *
     * @param folder for a new run
     */
    public static void checkFresh(Path folder) {
        check(!Files.exists(folder.resolve("config.yaml")), "%s holds a run: use --resume or another --out", folder);
    }

    /**
     * Refuses to go on where there is no run, or where its data have changed.
     *
     * @param folder of the run
     * @throws IOException if its files are damaged
     */
    public static void checkGoesOn(Path folder) throws IOException {
        check(Files.exists(folder.resolve("config.yaml")), "%s holds no run to go on with: leave out --resume", folder);
        RunFolder.record(folder);
    }

    /** The folder is this training's own now: of two that begin at once, one was refused. */
    @Override
    public void started(History history, long first, long last) {
        try {
            RunRecord.Leg leg = RunRecord.Leg.now(first - 1, planned, command);
            if (first > 1) {
                RunFolder.update(folder, RunFolder.record(folder).with(leg));
                return;
            }
            checkFresh(folder);
            RunFolder.describe(folder, record(leg), DataFiles.of(run.data()));
            drawSamples();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void saved(Path checkpoint) {
        drawSamples();
        try {
            ModelCard.of(folder, session.training().weightsHash()).write();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private RunRecord record(RunRecord.Leg first) {
        return new RunRecord(
                session.model(), session.training().seed(), session.data().hash(), session.config(), List.of(first));
    }

    private void drawSamples() {
        Png.write(
                SampleGrid.picture(session),
                SampleGrid.file(folder, session.training().step()));
    }

    private UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException(
                "the run's folder " + folder + " cannot be written: " + Reason.of(e) + ". Make room or use another", e);
    }
}
