package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.FaultCounts;

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

    /** Every second kill waits for a checkpoint to begin, the others for any step; then a moment more. */
    @Test
    @Timeout(1800) // against a hang only: up to 51 JVMs start, on any machine
    void killsLoseAtMostOneIntervalEachAndLeaveAWholeCheckpoint(@TempDir Path folder) throws Exception {
        Random random = new Random(5);
        int kills = FaultCounts.count(10, 50), writing = 0, half = 0;
        long seen = 0, lost = 0;
        for (int kill = 0; kill < kills; kill++) {
            Killed killed = runAndKill(folder, 4 + random.nextInt(12), kill % 2 == 0, random.nextLong(12_000_000));
            if (kill > 0) {
                assertTrue(killed.notice.isEmpty() || killed.notice.contains("does not exist"), killed.notice);
                lost = Math.max(lost, seen - killed.resumed);
                assertTrue(lost <= ToyProcess.INTERVAL, "from step " + seen + " to " + killed.resumed);
            }
            seen = killed.seen;
            writing += killed.writing ? 1 : 0;
            half += Files.exists(folder.resolve("last.ckpt.part")) ? 1 : 0;
        }
        Toy last = ToyProcess.heavy();
        long at = last.training.saving(folder, 3).resume(folder).step();
        assertTrue(at >= seen - ToyProcess.INTERVAL, "went back from step " + seen + " to " + at);
        last.run(2);
        assertEquals(new Toy(3).run((int) at + 2).csv(), last.training.history().csv());
        assertTrue(writing >= kills / 4, writing + " of " + kills + " kills fell into writing: too few to tell");
        FaultCounts.figure(
                "kill -9 of a training: %d times, %d of them while a checkpoint was written (%d left a half one aside); 0"
                        + " corrupt or missing last checkpoints, at most %d steps lost at one checkpoint every %d, losses"
                        + " as those of a straight run",
                kills, writing, half, lost, ToyProcess.INTERVAL);
    }

    private record Killed(long resumed, String notice, long seen, boolean writing) {}

    private static Killed runAndKill(Path folder, int steps, boolean atWriting, long nanos)
            throws IOException, InterruptedException {
        Process process = ToyProcess.start(1_000_000, folder.toString(), "-Xmx128m");
        long resumed = 0, seen = 0, saved = 0;
        String notice = "";
        int read = 0;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", 3);
                long number = Long.parseLong(words[1]);
                switch (words[0]) {
                    case "resumed" -> {
                        resumed = number;
                        notice = words[2];
                    }
                    case "saved" -> saved = number;
                    default -> {
                        seen = number;
                        read++;
                        if (read >= steps && !(atWriting && number % ToyProcess.INTERVAL != 0)) {
                            LockSupport.parkNanos(nanos);
                            process.toHandle().destroyForcibly(); // SIGKILL; what it said before is still read
                        }
                    }
                }
            }
        }
        assertTrue(process.waitFor() != 0 && seen > 0);
        return new Killed(resumed, notice, seen, seen % ToyProcess.INTERVAL == 0 && saved < seen);
    }
}
