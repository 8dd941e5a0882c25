package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {
    @Test
    @Timeout(600)
    void memoryDoesNotGrowOverTwoThousandSteps() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "this system does not tell resident memory");
        // The heap is touched whole at the start and the second compiler, whose work areas come and go for minutes, is
        // off: what grows is growth. With both at their defaults the curve is flat too, but only from some thousand
        // steps on.
        Process process =
                ToyProcess.start(2000, "-", "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1");
        double[] resident = new double[2001];
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ");
                resident[Integer.parseInt(words[1])] = Double.parseDouble(words[2]);
            }
        }
        assertEquals(0, process.waitFor());
        System.out.printf(
                "resident MB after 500, 1000, 1500, 2000 steps: %.1f %.1f %.1f %.1f%n",
                resident[500], resident[1000], resident[1500], resident[2000]);
        double growth = resident[2000] / resident[500] - 1;
        assertTrue(growth < 0.03, "resident memory grew by " + 100 * growth + " % from step 500 to 2000");
    }

    @Test
    @Timeout(600) // against a hang only: eleven JVMs start, on any machine
    void tenKillsLoseAtMostOneIntervalEach(@TempDir Path folder) throws Exception {
        Random random = new Random(5);
        long seen = 0;
        for (int kill = 0; kill < 10; kill++) {
            seen = runAndKill(folder, seen, 4 + random.nextInt(12), random.nextInt(12));
        }
        Toy last = new Toy(3);
        long at = last.training.saving(folder, 3).resume(folder).step();
        assertTrue(at >= seen - ToyProcess.INTERVAL, "went back from step " + seen + " to " + at);
        last.run(2);
        assertEquals(new Toy(3).run((int) at + 2).csv(), last.training.history().csv());
    }

    /** Waits for some steps, then a little longer to hit any moment of a step or of a checkpoint. */
    private static long runAndKill(Path folder, long before, int steps, int millis)
            throws IOException, InterruptedException {
        Process process = ToyProcess.start(1_000_000, folder.toString(), "-Xmx128m");
        long seen = 0;
        try (BufferedReader out = process.inputReader()) {
            int read = 0;
            for (String line = out.readLine(); line != null && read < steps; line = out.readLine()) {
                long number = Long.parseLong(line.split(" ")[1]);
                if (line.startsWith("resumed")) {
                    assertTrue(number >= before - ToyProcess.INTERVAL, "from step " + before + " to " + number);
                } else {
                    seen = number;
                    read++;
                }
            }
            Thread.sleep(millis);
            process.destroyForcibly(); // SIGKILL
        }
        assertTrue(process.waitFor() != 0 && seen > 0);
        return seen;
    }
}
