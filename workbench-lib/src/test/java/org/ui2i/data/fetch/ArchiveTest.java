package org.ui2i.data.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ui2i.FaultCounts;
import org.ui2i.core.Folders;

/** Archives that want out of their folder, or more of the disk than they should have: nothing of them is left. */
class ArchiveTest {
    private static final Map<String, String> GOOD = new TreeMap<>(
            Map.of("set/a/1.png", "one", "set/b/2.png", "two", "set/" + "long".repeat(40) + "/3.png", "three"));

    @TempDir
    Path dir;

    private Path folder;

    enum Format {
        ZIP,
        TAR,
        TAR_GZ
    }

    @BeforeEach
    void inAFolderOfItsOwn() throws IOException {
        Files.writeString(dir.resolve("outside"), "mine");
        folder = dir.resolve("in/set");
        Files.createDirectories(folder.getParent());
    }

    private Path archive(Format format, String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (format == Format.ZIP) {
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
                for (int i = 0; i < namesAndContents.length; i += 2) {
                    zip.putArchiveEntry(new ZipArchiveEntry(namesAndContents[i]));
                    zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
                    zip.closeArchiveEntry();
                }
            }
        } else {
            OutputStream out = format == Format.TAR ? bytes : new GZIPOutputStream(bytes);
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
                for (int i = 0; i < namesAndContents.length; i += 2) {
                    member(tar, new TarArchiveEntry(namesAndContents[i], true), namesAndContents[i + 1]);
                }
            }
        }
        return Files.write(dir.resolve("set.bin"), bytes.toByteArray());
    }

    private static void member(TarArchiveOutputStream tar, TarArchiveEntry entry, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private Path good(Format format) throws IOException {
        return archive(
                format,
                GOOD.entrySet().stream()
                        .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                        .toArray(String[]::new));
    }

    private String refused(Path file) throws IOException {
        Exception e = assertThrows(Exception.class, () -> new Archive(file, 10_000, 100).unpack(folder));
        String message = String.valueOf(e.getMessage());
        assertTrue(e instanceof IOException || e instanceof IllegalArgumentException, e.toString());
        assertTrue(message.startsWith(file.toString()) && message.contains(": "), e.toString());
        nothingElse(List.of(dir.resolve("in")));
        return message;
    }

    /** The folder's parent holds these, and beside it is what was there. */
    private void nothingElse(List<Path> inside) throws IOException {
        try (Stream<Path> all = Files.walk(dir.resolve("in"))) {
            assertEquals(inside, all.toList());
        }
        assertEquals("mine", Files.readString(dir.resolve("outside")));
        try (Stream<Path> all = Files.list(dir)) {
            assertEquals(
                    List.of("in", "outside", "set.bin"),
                    all.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void aGoodArchiveIsUnpackedWhole(Format format) throws IOException {
        Files.createDirectories(dir.resolve("in/set.part/left over"));
        new Archive(good(format), 11, 3).unpack(folder);
        assertEquals(GOOD, content(folder));
        assertFalse(Files.exists(dir.resolve("in/set.part")));
        assertThrows(IllegalArgumentException.class, () -> new Archive(good(format), 11, 3).unpack(folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "a/../../../outside",
                "..",
                "a/..",
                "/tmp/outside",
                "//host/share/outside",
                "C:\\outside",
                "C:outside",
                "c:/outside",
                "..\\outside",
                "a\\..\\..\\outside",
                "a/./../outside",
                "a//b",
                "./../outside",
                "a\nb",
                ""
            })
    void noNameLeadsElsewhere(String name) throws IOException {
        String message = refused(evil("good.png", name));
        assertTrue(message.contains("leads out of its folder"), message);
        if (!name.startsWith("/")
                && !name.contains("\\")
                && !name.isEmpty()
                && !name.equals("./")) { // its writer mends these
            refused(archive(Format.ZIP, "good.png", "1", name, "2"));
        }
    }

    /** A tar whose header is written by hand: libraries do not write such names. */
    private Path evil(String good, String name) throws IOException {
        Path file = archive(Format.TAR, good, "1", "x".repeat(20), "2");
        byte[] bytes = Files.readAllBytes(file);
        byte[] header = Arrays.copyOfRange(bytes, 1024, 1536);
        Arrays.fill(header, 0, 100, (byte) 0);
        byte[] given = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(given, 0, header, 0, given.length);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, 148, 8);
        System.arraycopy(header, 0, bytes, 1024, 512);
        return Files.write(file, bytes);
    }

    @ParameterizedTest
    @EnumSource
    void aNameComesOnce(Format format) throws IOException {
        for (String other : List.of("a/One.png", "A/one.png", "a/one.png", "a", "a/one.png/x")) {
            String message = refused(archive(format, "a/one.png", "1", other, "2"));
            assertTrue(message.contains(" twice, or by a name"), message);
        }
        assertTrue(refused(archive(format, "caf\u00e9", "1", "cafe\u0301", "2")).contains("twice"));
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_SYMLINK,
                TarConstants.LF_LINK,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                TarConstants.LF_FIFO,
                TarConstants.LF_GNUTYPE_SPARSE,
                'Z'
            })
    void whatIsNoFileIsRefused(byte kind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            member(tar, new TarArchiveEntry("good.png"), "1");
            TarArchiveEntry entry = new TarArchiveEntry("here", kind);
            entry.setLinkName("../../outside");
            member(tar, entry, "");
            member(tar, new TarArchiveEntry("here/outside"), "taken");
        }
        String message = refused(Files.write(dir.resolve("set.bin"), bytes.toByteArray()));
        assertTrue(message.contains("only files and folders are unpacked") || message.contains("is damaged"), message);
    }

    @Test
    void aLinkInAZipIsRefused() throws IOException {
        Path file = dir.resolve("set.bin");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file.toFile())) {
            ZipArchiveEntry entry = new ZipArchiveEntry("here");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write("../../outside".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        assertTrue(refused(file).contains("a link, \"here\""));
    }

    @ParameterizedTest
    @EnumSource
    void bombsAreStoppedAtTheBounds(Format format) throws IOException {
        Path big = archive(format, "zeros", "\0".repeat(3_000_000));
        assertTrue(refused(big).contains("unpacks to more than 10000 bytes"));
        String[] many = new String[202];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "file" + i;
            many[i + 1] = "";
        }
        assertTrue(refused(archive(format, many)).contains("holds more than 100 entries"));
    }

    /** A name of a gigabyte would be read into memory before anybody sees it. */
    @Test
    void aNameThatWouldFillTheMemoryIsStopped() throws IOException {
        Path file = dir.resolve("set.bin");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
            entry.setSize(1L << 30);
            tar.putArchiveEntry(entry);
            byte[] piece = new byte[1 << 20];
            Arrays.fill(piece, (byte) 'a');
            for (int i = 0; i < 1 << 10; i++) {
                tar.write(piece);
            }
            tar.closeArchiveEntry();
        }
        assertTrue(refused(file).contains("take more than 1048576 bytes"));
    }

    @Test
    void whatIsNoArchiveIsNamed() throws IOException {
        for (byte[] other : List.of(new byte[0], new byte[5000], "<html>".getBytes(StandardCharsets.US_ASCII))) {
            assertTrue(refused(Files.write(dir.resolve("set.bin"), other)).contains("is no zip, tar or tar.gz"));
        }
        Path file = good(Format.ZIP);
        Files.writeString(folder, "a file is in the way");
        assertThrows(IllegalArgumentException.class, () -> new Archive(file, 100, 100).unpack(folder));
        Path inside = folder.resolve("deeper");
        String message = assertThrows(IOException.class, () -> new Archive(file, 100, 100).unpack(inside))
                .getMessage();
        assertTrue(message.contains("cannot be written ("), message);
    }

    /** Cut off or changed anywhere: refused with a message, or unpacked to what the archive now says, inside the folder. */
    @ParameterizedTest
    @EnumSource
    void noDamageWritesElsewhere(Format format) throws IOException {
        byte[] whole = Files.readAllBytes(good(format));
        Random random = new Random(11);
        int tries = FaultCounts.count(100, 2000);
        int refusals = 0;
        for (int i = 0; i < tries; i++) {
            byte[] changed =
                    i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(lastNeeded(format, whole))) : whole.clone();
            if (i % 2 == 1) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(dir.resolve("set.bin"), changed);
            try {
                new Archive(file, 10_000, 100).unpack(folder);
                assertTrue(i % 2 == 1, "an archive cut off at " + changed.length + " was taken");
                Folders.delete(folder);
            } catch (IOException | IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.toString());
                refusals++;
            }
            nothingElse(List.of(dir.resolve("in")));
        }
        FaultCounts.figure(
                "archives: %d %s files cut off or with a changed bit: %d refused with a message, %d unpacked inside their folder,"
                        + " 0 wrote elsewhere, no cut one was taken",
                tries, format, refusals, tries - refusals);
    }

    /** A tar ends in blocks of zeros, of which the first is the end. */
    private static int lastNeeded(Format format, byte[] whole) throws IOException {
        int end = whole.length;
        if (format == Format.TAR) {
            while (whole[end - 1] == 0) {
                end--;
            }
        }
        return end;
    }

    /** The sum stands at the very end, behind the zeros that end the tar. */
    @Test
    void aGzipWhoseChecksumIsWrongIsRefused() throws IOException {
        Path file = archive(Format.TAR_GZ, "set/1.png", "one");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 8] ^= 1; // CRC32, then the length
        Files.write(file, bytes);
        String message = assertThrows(IOException.class, () -> new Archive(file, 1 << 20, 10).unpack(folder))
                .getMessage();
        assertTrue(message.contains("Corrupt GZIP trailer"), message);
        assertFalse(Files.exists(folder));
    }
}
