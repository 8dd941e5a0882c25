package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.run.MunitRun;

class RunsTrainerTest {
    @TempDir
    private Path folder;

    private String train(String runs, long seed, int steps) throws IOException {
        StringWriter text = new StringWriter();
        RunsTrainer trainer = new RunsTrainer(
                folder.resolve(runs), folder.resolve("published"), "a test", new PrintWriter(text, true));
        MunitRun tiny = MunitRun.of(MunitRun.Preset.TINY, "glyph-styles", seed);
        trainer.train("arm", tiny.session(steps), steps);
        return text.toString();
    }

    private String meta() throws IOException {
        return Files.readString(folder.resolve("published/arm/meta.json"));
    }

    @Test
    void whatIsPublishedAsAskedIsNotTrainedAgain() throws IOException {
        assertTrue(train("runs", 1, 1).contains("arm: 1 steps"));
        String first = meta();
        String again = train("lost", 1, 1); // the run's folder is gone, the weights are not
        assertTrue(again.contains("published, as it should be"), again);
        assertEquals(first, meta());
        assertTrue(Files.notExists(folder.resolve("lost")));
        assertTrue(train("other-seed", 2, 1).contains("1 steps"));
        assertNotEquals(first, meta());
        assertTrue(train("other-steps", 2, 2).contains("2 steps"));
    }
}
