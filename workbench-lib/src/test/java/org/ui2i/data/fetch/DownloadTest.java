package org.ui2i.data.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ui2i.FaultCounts;
import org.ui2i.data.Sha256;
import org.ui2i.data.fetch.FaultyServer.Fault;

/** Downloads from a server on the loopback that does what servers and networks do. */
@Timeout(600) // against a hang only
class DownloadTest {
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(400), 4, Duration.ofMillis(2));
    private static final byte[] CONTENT = content(200_000, 1);

    @TempDir
    Path dir;

    private static byte[] content(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Download of(URI uri, byte[] content) {
        return new Download(uri, content.length, Sha256.of(content));
    }

    private Path target() {
        return dir.resolve("sets/set.zip");
    }

    private Path part() {
        return dir.resolve("sets/set.zip.part");
    }

    private void fetch(FaultyServer server) throws IOException {
        of(server.uri(), CONTENT).fetch(target(), done -> {}, PATIENCE);
        assertArrayEquals(CONTENT, Files.readAllBytes(target()));
        assertFalse(Files.exists(part()));
    }

    private String failure(FaultyServer server) {
        String message = assertThrows(
                        IOException.class, () -> of(server.uri(), CONTENT).fetch(target(), done -> {}, PATIENCE))
                .getMessage();
        assertTrue(message.startsWith(server.uri().toString()), message);
        assertFalse(Files.exists(target()));
        return message;
    }

    @Test
    void aFileIsFetchedOnceAndItsProgressTold() throws IOException {
        List<Long> told = new ArrayList<>();
        try (FaultyServer server = new FaultyServer(CONTENT, 1, Fault.SLOW)) {
            Download download = of(server.uri(), CONTENT);
            download.fetch(target(), told::add);
            download.fetch(target());
            assertArrayEquals(CONTENT, Files.readAllBytes(target()));
            assertEquals(List.of(""), server.ranges());
        }
        assertTrue(told.size() > 1 && told.get(told.size() - 1) == CONTENT.length, told.toString());
        assertEquals(told.stream().sorted().toList(), told);
    }

    /** One fault, then a good answer: the file is right in the end. */
    @ParameterizedTest
    @EnumSource(
            names = {"NOT_FOUND", "REDIRECT_TO_FILE", "WRONG_BYTES"},
            mode = EnumSource.Mode.EXCLUDE)
    void aPassingFaultIsOvercome(Fault fault) throws IOException {
        Files.createDirectories(part().getParent());
        Files.write(part(), Arrays.copyOf(CONTENT, 5000));
        try (FaultyServer server = new FaultyServer(CONTENT, 2, fault)) {
            fetch(server);
            assertEquals("bytes=5000-", server.ranges().get(0));
            assertTrue(server.ranges().size() <= 2, server.ranges().toString());
        }
    }

    @Test
    void whatIsKeptOfAnotherFileIsThrownAway() throws IOException {
        Files.createDirectories(part().getParent());
        for (int size : new int[] {5000, CONTENT.length, CONTENT.length + 5000}) {
            Files.write(part(), content(size, 9));
            try (FaultyServer server = new FaultyServer(CONTENT, 3)) {
                fetch(server);
                assertEquals("", server.ranges().get(server.ranges().size() - 1));
            }
            Files.delete(target());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, answers with status 404",
        "REDIRECT_TO_FILE, 'points to file:///etc/hostname, which is not followed'",
        "WRONG_BYTES, 'gave 200000 bytes whose SHA-256 is '"
    })
    void aLastingFaultEndsAtOnceAndLeavesNothing(Fault fault, String words) throws IOException {
        try (FaultyServer server = new FaultyServer(CONTENT, 4, fault)) {
            String message = failure(server);
            assertTrue(
                    (message.contains(words) && message.contains(", so fetch")) || message.contains(": use the"),
                    message);
            assertEquals(1, server.ranges().size());
            assertFalse(Files.exists(part()));
        }
    }

    @Test
    void patienceEndsAndWhatCameIsKept() throws IOException {
        Fault[] always = new Fault[8];
        Arrays.fill(always, Fault.BROKEN);
        always[0] = Fault.CUT_OFF;
        try (FaultyServer server = new FaultyServer(CONTENT, 5, always)) {
            String message = failure(server);
            assertTrue(message.contains("answers with status 503, at the last of 4 attempts"), message);
            assertTrue(message.contains(Files.size(part()) + " of its 200000 bytes are kept in " + part()), message);
        }
        long kept = Files.size(part());
        try (FaultyServer server = new FaultyServer(CONTENT, 6)) {
            fetch(server);
            assertEquals(List.of("bytes=" + kept + "-"), server.ranges());
        }
    }

    @Test
    void nobodyAtTheAddressIsSaid() throws IOException {
        FaultyServer server = new FaultyServer(CONTENT, 7);
        server.close();
        assertTrue(
                failure(server).contains("cannot be read (no connection), at the last of 4 attempts: nothing is kept"));
        Download nowhere = of(URI.create("http://nowhere.invalid/set.zip"), CONTENT);
        String message = assertThrows(IOException.class, () -> nowhere.fetch(target(), done -> {}, PATIENCE))
                .getMessage();
        assertTrue(message.contains("cannot be read ("), message); // by name where no proxy looks names up
        assertFalse(Files.exists(part()));
    }

    @Test
    void anInterruptEndsItWithinASecondAndKeepsTheBytes() throws Exception {
        try (FaultyServer server = new FaultyServer(CONTENT, 8, Fault.SILENT_WITHIN)) {
            Thread fetching = Thread.currentThread();
            Thread stop = new Thread(() -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException e) {
                    return;
                }
                fetching.interrupt();
            });
            stop.start();
            long begun = System.nanoTime();
            String message = assertThrows(InterruptedIOException.class, () -> of(server.uri(), CONTENT)
                            .fetch(target(), done -> {}))
                    .getMessage();
            assertTrue(Thread.interrupted(), "the flag is up again");
            assertTrue((System.nanoTime() - begun) / 1e9 < 1.3, message);
            assertTrue(message.contains(Files.size(part()) + " of its 200000 bytes are kept"), message);
        }
    }

    @Test
    void aTargetThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.write(dir.resolve("sets"), new byte[1]);
        try (FaultyServer server = new FaultyServer(CONTENT, 9)) {
            String message =
                    assertThrows(IOException.class, () -> fetch(server)).getMessage();
            assertTrue(
                    message.startsWith(part() + " cannot be written (") && message.contains(": free the disk"),
                    message);
            assertEquals(List.of(), server.ranges());
        }
        Files.delete(file);
        Files.createDirectories(target());
        try (FaultyServer server = new FaultyServer(CONTENT, 9)) {
            assertThrows(IllegalArgumentException.class, () -> fetch(server));
        }
    }

    @Test
    void aFullDiskIsNamedAndNotTriedAgain() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no device that is always full");
        Files.createDirectories(part().getParent());
        Files.createSymbolicLink(part(), Path.of("/dev/full"));
        try (FaultyServer server = new FaultyServer(CONTENT, 10)) {
            String message =
                    assertThrows(IOException.class, () -> fetch(server)).getMessage();
            assertTrue(message.contains("No space left on device") && message.contains(": free the disk"), message);
            assertEquals(1, server.ranges().size());
        }
        Download vast = new Download(URI.create("http://127.0.0.1/x"), Long.MAX_VALUE / 2, Sha256.of("x"));
        String message = assertThrows(IOException.class, () -> vast.fetch(dir.resolve("vast")))
                .getMessage();
        assertTrue(message.contains("bytes more than the"), message);
        assertFalse(Files.exists(dir.resolve("vast.part")));
    }

    @Test
    void twoDownloadsDoNotWriteOneFile() throws IOException {
        try (FaultyServer server = new FaultyServer(CONTENT, 11);
                PartFile other = PartFile.open(part())) {
            other.append(new byte[1]);
            String message =
                    assertThrows(IOException.class, () -> fetch(server)).getMessage();
            assertEquals(part() + " is being written by another download: wait until that has ended", message);
        }
    }

    @Test
    void addressesAndHashesThatCannotBeAreRefused() {
        String hash = Sha256.of("x");
        for (String wrong : List.of("file:///etc/hostname", "ftp://x.org/y", "set.zip", "http:///set.zip")) {
            assertThrows(IllegalArgumentException.class, () -> new Download(URI.create(wrong), 1, hash));
        }
        URI uri = URI.create("https://x.org/y");
        assertThrows(IllegalArgumentException.class, () -> new Download(uri, 0, hash));
        assertThrows(IllegalArgumentException.class, () -> new Download(uri, 1, "abc"));
    }

    /** Up to five random faults a download: it ends right or says why, and a good server mends it in every case. */
    @Test
    void randomFaultsEndRightOrWithAReason() throws IOException {
        Random random = new Random(20);
        int downloads = FaultCounts.count(30, 300);
        int right = 0;
        int requests = 0;
        Map<Fault, Integer> met = new EnumMap<>(Fault.class);
        for (int i = 0; i < downloads; i++) {
            byte[] content = content(1 + random.nextInt(300_000), i);
            Fault[] faults = random.ints(random.nextInt(6), 1, Fault.values().length)
                    .mapToObj(n -> Fault.values()[n])
                    .toArray(Fault[]::new);
            try (FaultyServer server = new FaultyServer(content, i, faults)) {
                right += ended(server, content, faults) ? 1 : 0;
                int used = Math.min(server.ranges().size(), faults.length);
                Arrays.stream(faults, 0, used).forEach(fault -> met.merge(fault, 1, Integer::sum));
                requests += server.ranges().size();
            }
            try (FaultyServer good = new FaultyServer(content, i)) {
                of(good.uri(), content).fetch(target(), done -> {}, PATIENCE);
                assertArrayEquals(content, Files.readAllBytes(target()));
            }
            Files.delete(target());
        }
        assertTrue(right > downloads / 3 && right < downloads, right + " of " + downloads + " ended right");
        FaultCounts.figure(
                "downloads: %d from a faulty server, %d requests, faults met %s: %d ended right, %d with a message, 0 with a"
                        + " wrong file; all %d were right after one more fetch from a good server",
                downloads, requests, met, right, downloads - right, downloads);
    }

    private boolean ended(FaultyServer server, byte[] content, Fault... faults) throws IOException {
        try {
            of(server.uri(), content).fetch(target(), done -> {}, PATIENCE);
        } catch (IOException e) {
            String message = e.getMessage();
            assertTrue(message.startsWith(server.uri() + " ") && message.contains(": "), message);
            assertFalse(Files.exists(target()), message);
            assertTrue(!message.contains("thrown away") || !Files.exists(part()), message);
            return false;
        }
        assertArrayEquals(content, Files.readAllBytes(target()), Arrays.toString(faults));
        assertFalse(Files.exists(part()));
        return true;
    }
}
