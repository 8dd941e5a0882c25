package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.fetch.FaultyServer;
import org.ui2i.data.fetch.FaultyServer.Fault;
import org.ui2i.data.papers.PaperSet;
import org.ui2i.data.papers.PaperSets;

class DataCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("ui2i.root", ".."));

    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private static byte[] shoes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("train/1_AB.jpg", "val/2_AB.jpg")) {
                zip.putNextEntry(new ZipEntry("edges2shoes/" + name));
                ImageIO.write(new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB), "jpg", zip);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void theListNamesEachSetWithItsLicence() {
        assertEquals(0, run("data", "list"));
        for (PaperSet set : PaperSets.all()) {
            assertTrue(out.toString().contains(set.name()) && out.toString().contains(set.licence()), set.name());
        }
    }

    @Test
    void aSetComesThroughACutConnectionAndASecondRunChecksIt() throws IOException {
        Path place = dir.resolve("shoes");
        try (FaultyServer server = new FaultyServer(shoes(), 1, Fault.NONE, Fault.CUT_OFF)) {
            String[] get = {"data", "get", "edges2shoes", "--to", "" + place, "--from", "" + server.uri()};
            assertEquals(0, run(get), err::toString);
            assertTrue(out.toString().contains("no SHA-256 of it is published that we know of"), out.toString());
            assertTrue(
                    out.toString()
                            .contains(
                                    "  nobody has tried this address for the workbench: address from the authors' download script"),
                    out.toString());
            assertTrue(out.toString().contains("--data aligned:" + place + "/train"), out.toString());
            assertEquals(0, run(get), err::toString);
            assertEquals(0, run("data", "check", "edges2shoes", "--to", "" + place), err::toString);
        }
        Files.delete(place.resolve("val/2_AB.jpg"));
        assertEquals(1, run("data", "check", "edges2shoes", "--to", "" + place));
        assertTrue(err.toString().contains("2_AB.jpg is missing or was changed since it was laid out"), err.toString());
    }

    @Test
    void aMirrorsOtherBytesAreRefusedInOneLine() throws IOException {
        Path place = dir.resolve("horses");
        try (FaultyServer server = new FaultyServer(shoes(), 1)) {
            assertEquals(1, run("data", "get", "horse2zebra", "--to", "" + place, "--from", dir + "/none.zip"));
            assertEquals(1, err.toString().lines().count(), err::toString);
            Path mine = Files.write(dir.resolve("horse2zebra.zip"), shoes());
            assertEquals(1, run("data", "get", "horse2zebra", "--to", "" + place, "--from", "" + mine));
            assertTrue(err.toString().contains("not a74d9d392eecca9966b51287a76ca126af473d9de4f3e8fc0e9cda08fa1730a1"));
            assertEquals(2, err.toString().lines().count(), err::toString);
            assertFalse(Files.exists(place));
        }
    }

    @Test
    void anUnknownSetIsRefused() {
        assertEquals(1, run("data", "get", "imagenet"));
        assertTrue(err.toString().contains("there is no recipe for \"imagenet\": use one of ["), err.toString());
    }

    @Test
    void whatIsDownloadedIsNotTracked() throws IOException {
        assertTrue(Files.readAllLines(ROOT.resolve(".gitignore")).contains("/datasets/downloads/"));
    }
}
