package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.train.Listener;
import org.ui2i.train.RunFolder;
import org.ui2i.train.RunRecord;

class RecordingTest {
    private static final int PLANNED = 4;
    private static final UnitRun RUN = UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 7);

    @TempDir
    private Path folder;

    /** Trains on, a checkpoint a step. */
    private Session<?> train(int steps, boolean resume, String command) {
        Session<?> session = RUN.session(PLANNED);
        session.training().saving(folder, 1);
        if (resume) {
            session.training().resume(folder);
        }
        session.train(steps, new Recording(session, RUN, folder, PLANNED, command));
        return session;
    }

    @Test
    void theCardSaysWhatTheOtherFilesSay() throws IOException {
        Session<?> session = train(2, false, "./workbench train unit --data glyph-styles | tee");
        RunRecord run = RunFolder.record(folder);
        String card = Files.readString(folder.resolve("card.md"));
        assertTrue(card.startsWith("# UNIT on glyph-styles\n"), card);
        RunRecord.Leg leg = run.last();
        for (String fact : List.of(
                "| Paper | Liu, Breuel, Kautz: Unsupervised Image-to-Image Translation Networks, NIPS 2017 |",
                "| Files | " + RunFolder.files(folder).hashes().size() + ", each with its SHA-256 in `data.sha256` |",
                "| SHA-256 of all, as read | " + session.data().hash() + " |",
                "OFL-1.1",
                "| Command | `./workbench train unit --data glyph-styles \\| tee` |",
                "| Steps | 2 of 4 planned, batch " + RUN.batch() + " |",
                "| Seed | 7 |",
                String.format(
                        Locale.ROOT,
                        "| Time | %.0f s in steps |",
                        session.training().history().seconds()),
                leg.machine().get("cpu") + ", device cpu(), " + leg.machine().get("threads") + " threads",
                "engine " + leg.versions().get("engine"),
                "| SHA-256 of the weights | " + session.training().weightsHash() + " |",
                "None given",
                "## Intended use and limits",
                "./workbench translate --checkpoint " + folder + " --content X.png --direction a2b --out Y.png",
                "./workbench replay " + folder,
                "```yaml\n" + session.config() + "```")) {
            assertTrue(card.contains(fact), () -> "no \"" + fact + "\" in\n" + card);
        }
        Files.writeString(folder.resolve("scores.csv"), "score,value\nL1,.051\n");
        String scored = ModelCard.of(folder, "0").text();
        assertTrue(scored.contains("## Scores\n\n| score | value |\n|---|---|\n| L1 | .051 |\n"), scored);
    }

    @Test
    void aRunThatWasBrokenOffAndResumedReplaysInOneGo() throws IOException {
        train(2, false, "first");
        Session<?> session = train(2, true, "second");
        List<RunRecord.Leg> legs = RunFolder.record(folder).legs();
        assertEquals(List.of(0L, 2L), legs.stream().map(RunRecord.Leg::after).toList());
        assertEquals(
                List.of("first", "second"),
                legs.stream().map(RunRecord.Leg::command).toList());
        String card = Files.readString(folder.resolve("card.md"));
        assertTrue(card.contains("`first`<br>`second` (from step 2 on)"), card);
        Verdict verdict = Replay.of(folder, null).train(null, "replay", Listener.all());
        assertEquals(new Verdict(true, "equal bit for bit: 4 steps, losses, weights, samples"), verdict);
        session.training().discard();
    }

    @Test
    void legsWhoseStepsAreTakenAnewAreForgotten() {
        RunRecord.Leg first = RunRecord.Leg.now(0, 9, "a"), lost = RunRecord.Leg.now(6, 9, "b");
        RunRecord run =
                new RunRecord("unit", 1, "", "", List.of(first)).with(lost).with(RunRecord.Leg.now(4, 9, "c"));
        assertEquals(
                List.of("a", "c"),
                run.legs().stream().map(RunRecord.Leg::command).toList());
    }

    @Test
    void theSamplesBecomeAFilmFromTheFirstToTheLast() throws IOException {
        train(4, false, "film");
        TrainingFilm all = TrainingFilm.of(folder, 40, 100);
        assertEquals(5, all.frames()); // step 0 as well
        TrainingFilm some = TrainingFilm.of(folder, 3, 100);
        assertEquals(
                "Moving picture of 3 frames: what the networks draw of the same images from step 0 to step 4",
                some.altText());
        some.gif().write(folder.resolve("film.gif"));
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(folder.resolve("film.gif").toFile())) {
            reader.setInput(in);
            assertEquals(3, reader.getNumImages(true));
        } finally {
            reader.dispose();
        }
        String none = assertThrows(
                        IllegalArgumentException.class, () -> TrainingFilm.of(folder.resolve("samples"), 40, 100))
                .getMessage();
        assertTrue(none.contains("is no folder: name the folder of a run"), none);
    }
}
