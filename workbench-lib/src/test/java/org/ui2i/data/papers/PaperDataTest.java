package org.ui2i.data.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ui2i.core.Folders;
import org.ui2i.data.Sha256;
import org.ui2i.data.fetch.FaultyServer;
import org.ui2i.data.fetch.FaultyServer.Fault;

/** A data set comes through a faulty network, or is not there; what was there stays, and what is wrong is said. */
@Timeout(120) // against a hang only
class PaperDataTest {
    @TempDir
    Path dir;

    private final List<String> told = new ArrayList<>();

    /** Pictures, and noise that makes it long enough to be cut. */
    private static byte[] archive(int seed, String... more) throws IOException {
        byte[] noise = new byte[200_000];
        new Random(seed).nextBytes(noise);
        Map<String, byte[]> files = new TreeMap<>(Map.of(
                "shoes/train/1_AB.jpg",
                Fakes.jpeg(seed),
                "shoes/val/2_AB.jpg",
                Fakes.jpeg(seed + 1),
                "shoes/noise",
                noise));
        for (String name : more) {
            files.put(name, new byte[] {1});
        }
        return Fakes.tarGz(files);
    }

    private static PaperSet set(FaultyServer server, @Nullable String sha256) {
        PaperFile file = new PaperFile("shoes.tar.gz", false, server.uri(), null, sha256, "the test's");
        return new PaperSet(
                "shoes",
                "shoes",
                "free",
                "nobody",
                "http://shoes.invalid",
                Layout.ARCHIVE,
                List.of("train", "val"),
                List.of("pix2pix: --data aligned:{}/train"),
                List.of(file));
    }

    private Path place() {
        return dir.resolve("sets/shoes");
    }

    private void get(FaultyServer server) throws IOException {
        get(server, null);
    }

    private void get(FaultyServer server, @Nullable String sha256) throws IOException {
        Files.createDirectories(place().getParent());
        new PaperData(set(server, sha256), place(), told::add).get(null);
    }

    private void assertHere() throws IOException {
        assertEquals(List.of("about.txt", "contents.csv", "train/1_AB.jpg", "val/2_AB.jpg"), files(place()));
        assertEquals(List.of("shoes", "shoes.lock.csv"), names(place().getParent()));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** The first answer is to the question how long it is. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "CUT_OFF",
                "WRONG_LENGTH",
                "MORE_THAN_SAID",
                "NO_RANGES",
                "WRONG_RANGE",
                "BROKEN",
                "REDIRECT",
                "NOT_HTTP"
            })
    void aPassingFaultIsOvercome(Fault fault) throws IOException {
        Fault[] faults = fault == Fault.NO_RANGES || fault == Fault.WRONG_RANGE
                ? new Fault[] {Fault.NONE, Fault.CUT_OFF, fault}
                : new Fault[] {Fault.NONE, fault};
        try (FaultyServer server = new FaultyServer(archive(1), 1, faults)) {
            get(server);
            assertHere();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "REDIRECT", "NOT_HTTP"})
    void theQuestionHowLongItIsMayFailOnce(Fault fault) throws IOException {
        try (FaultyServer server = new FaultyServer(archive(1), 1, fault)) {
            get(server);
            assertHere();
        }
    }

    @Test
    void aFileThatIsNotThereIsSaidAndNothingIsLeft() throws IOException {
        try (FaultyServer server = new FaultyServer(archive(1), 1, Fault.NOT_FOUND)) {
            String message = assertThrows(IOException.class, () -> get(server)).getMessage();
            assertTrue(message.contains("answers with status 404") && message.contains("by hand"), message);
            assertEquals(List.of(), names(place().getParent()));
        }
    }

    @Test
    void aSecondRunAsksForNothingAndReadsEveryFileAgain() throws IOException {
        try (FaultyServer server = new FaultyServer(archive(1), 1)) {
            get(server);
            int asked = server.ranges().size();
            told.clear();
            get(server);
            assertEquals(asked, server.ranges().size());
            assertEquals(List.of(place() + " is as it was laid out: 3 files"), told);
            Files.write(place().resolve("train/1_AB.jpg"), Fakes.jpeg(9));
            String message = assertThrows(IllegalArgumentException.class, () -> get(server))
                    .getMessage();
            assertTrue(message.contains("train/1_AB.jpg is missing or was changed"), message);
        }
    }

    @Test
    void aRunAfterAnInterruptGoesOn() throws IOException {
        byte[] content = archive(1);
        try (FaultyServer server = new FaultyServer(content, 3, Fault.NONE, Fault.SILENT_WITHIN)) {
            Thread here = Thread.currentThread();
            Thread stop = new Thread(() -> {
                Path part = dir.resolve("sets/shoes.part/files/shoes.tar.gz.part");
                while (part.toFile().length() == 0) {
                    Thread.onSpinWait();
                }
                here.interrupt();
            });
            stop.setDaemon(true);
            stop.start();
            assertThrows(InterruptedIOException.class, () -> get(server));
            assertTrue(Thread.interrupted());
            assertEquals(List.of("shoes.part"), names(place().getParent()));
            get(server);
            assertHere();
            String last = server.ranges().get(server.ranges().size() - 1);
            assertTrue(last.matches("bytes=[1-9]\\d*-"), server.ranges().toString());
        }
    }

    @Test
    void whatIsLeftOfAnotherVersionIsThrownAway() throws IOException {
        Path files = Files.createDirectories(dir.resolve("sets/shoes.part/files"));
        Files.write(files.resolve("shoes.tar.gz.part"), new byte[5000]);
        try (FaultyServer server = new FaultyServer(archive(1), 1)) {
            get(server);
            assertHere();
            assertEquals(List.of("", ""), server.ranges());
        }
    }

    @Test
    void corruptBytesOfUnknownHashAreSeenWhenUnpackedAndForgotten() throws IOException {
        try (FaultyServer server = new FaultyServer(archive(1), 5, Fault.NONE, Fault.WRONG_BYTES)) {
            String message = assertThrows(IOException.class, () -> get(server)).getMessage();
            assertTrue(message.contains("cannot be unpacked (") && message.contains("fetch it again"), message);
            assertEquals(List.of(), names(place().getParent()));
            get(server);
            assertHere();
        }
    }

    @Test
    void corruptBytesOfAPublishedHashAreRefused() throws IOException {
        String sha256 = Sha256.of(archive(1));
        try (FaultyServer server = new FaultyServer(archive(1), 5, Fault.NONE, Fault.WRONG_BYTES)) {
            String message =
                    assertThrows(IOException.class, () -> get(server, sha256)).getMessage();
            assertTrue(message.contains("not " + sha256), message);
            assertEquals(List.of(), names(place().getParent()));
        }
    }

    @Test
    void anArchiveThatLeadsOutOfItsFolderIsRefused() throws IOException {
        try (FaultyServer server = new FaultyServer(archive(1, "../../../escaped"), 1)) {
            String message = assertThrows(IllegalArgumentException.class, () -> get(server))
                    .getMessage();
            assertTrue(message.contains("\"../../../escaped\", which leads out of its folder"), message);
            assertEquals(List.of(), names(place().getParent()));
            assertEquals(List.of("sets"), names(dir));
        }
    }

    @Test
    void theFirstDownloadIsTrustedAndLaterOnesAreHeldAgainstIt() throws IOException {
        try (FaultyServer server = new FaultyServer(archive(1), 1)) {
            get(server);
        }
        String lock = Files.readString(dir.resolve("sets/shoes.lock.csv"));
        assertEquals("shoes.tar.gz," + Sha256.of(archive(1)) + "\n", lock);
        Folders.delete(place());
        try (FaultyServer server = new FaultyServer(archive(2), 1)) {
            String message = assertThrows(IllegalArgumentException.class, () -> get(server))
                    .getMessage();
            assertTrue(message.contains("the first one had " + Sha256.of(archive(1))), message);
            assertEquals(List.of("shoes.lock.csv"), names(place().getParent()));
        }
        try (FaultyServer server = new FaultyServer(archive(1), 1)) {
            get(server);
            assertHere();
        }
    }

    @Test
    void anotherArchiveOfTheSameNameIsRefused() throws IOException {
        Map<String, byte[]> other = Map.of("shoes/train/1.jpg", Fakes.jpeg(1));
        try (FaultyServer server = new FaultyServer(Fakes.tarGz(other), 1)) {
            String message = assertThrows(IllegalArgumentException.class, () -> get(server))
                    .getMessage();
            assertTrue(message.contains("shoes.tar.gz has no folder val"), message);
        }
    }

    @Test
    void aFolderOfTheUsersIsNotTouched() throws IOException {
        Files.createDirectories(place());
        try (FaultyServer server = new FaultyServer(archive(1), 1)) {
            String message = assertThrows(IllegalArgumentException.class, () -> get(server))
                    .getMessage();
            assertTrue(message.contains("is there, but not by this command"), message);
            assertTrue(server.ranges().isEmpty());
        }
    }

    @Test
    void aDiskThatIsTooSmallIsSaidBeforeTheDownload() throws IOException {
        try (FaultyServer server = new FaultyServer(archive(1), 1)) {
            Fetching fetching = new Fetching(dir.resolve("files"), told::add, () -> 100_000_000L);
            Origins origins = Origins.of(set(server, null), null);
            String message = assertThrows(IllegalArgumentException.class, () -> fetching.plan(origins))
                    .getMessage();
            assertTrue(message.contains("and 100 MB are free") && message.contains("--to"), message);
            assertEquals(1, server.ranges().size());
            assertFalse(fetching.hasKept());
        }
    }

    @Test
    void theUsersOwnArchiveIsTakenAndStays() throws IOException {
        Path mine = Files.write(dir.resolve("mine.tgz"), archive(1));
        Files.createDirectories(place().getParent());
        try (FaultyServer server = new FaultyServer(new byte[1], 1)) {
            new PaperData(set(server, null), place(), told::add).get(mine.toString());
            assertEquals(List.of(), server.ranges());
        }
        assertHere();
        assertTrue(Files.exists(mine));
    }

    @Test
    void whatNobodyMayDownloadIsAskedForWithPageAndLicence() {
        PaperSet cityscapes = PaperSets.named("cityscapes");
        PaperData data = new PaperData(cityscapes, place(), told::add);
        for (String from : new String[] {null, dir.toString()}) {
            String message = assertThrows(IllegalArgumentException.class, () -> data.get(from))
                    .getMessage();
            assertTrue(message.contains("needs leftImg8bit_trainvaltest.zip, gtFine_trainvaltest.zip"), message);
            assertTrue(message.contains(cityscapes.page()) && message.contains("--from FOLDER"), message);
        }
        PaperData faces = new PaperData(PaperSets.named("animal-faces"), place(), told::add);
        String folder = assertThrows(IllegalArgumentException.class, () -> faces.get(null))
                .getMessage();
        assertTrue(folder.contains("needs train (the folder of ILSVRC2012's training images"), folder);
        String message = assertThrows(IllegalArgumentException.class, () -> data.get("/no/such/folder"))
                .getMessage();
        assertTrue(message.contains("/no/such/folder does not exist"), message);
    }
}
