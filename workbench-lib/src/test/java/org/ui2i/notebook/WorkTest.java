package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTest {
    @TempDir
    Path home;

    @TempDir
    Path other;

    private Path zip;

    @BeforeEach
    void aStudentsFolder() throws IOException {
        zip = home.resolve("notebooks/my-work.zip");
        write(home, "notebooks/ko/05.ipynb", "edited");
        write(home, "notebooks/ko/.ipynb_checkpoints/05.ipynb", "Lab's copy");
        write(home, "notebooks/tools/browser.py", "not the student's");
        write(home, "runs/lesson-05/last.ckpt", "weights");
        write(home, "runs/lesson-05/next.ckpt.part", "half");
        write(home, "datasets/sources.csv", "not the student's");
    }

    private static void write(Path home, String name, String text) throws IOException {
        Files.createDirectories(home.resolve(name).getParent());
        Files.writeString(home.resolve(name), text);
    }

    @Test
    void anotherMachineHoldsTheSameAfterwards() throws IOException {
        assertEquals(2, Work.pack(home, zip));
        assertEquals(2, Work.pack(home, zip), "packed again: the archive does not hold itself");
        assertEquals(2, Work.unpack(other, zip));
        assertEquals("edited", Files.readString(other.resolve("notebooks/ko/05.ipynb")));
        assertEquals("weights", Files.readString(other.resolve("runs/lesson-05/last.ckpt")));
        assertFalse(Files.exists(other.resolve("datasets")));
        assertEquals(0, Work.unpack(other, zip), "a second time there is nothing to do");
    }

    @Test
    void whatWasHereIsKeptBeside() throws IOException {
        Work.pack(home, zip);
        write(home, "notebooks/ko/05.ipynb", "newer");
        assertEquals(1, Work.unpack(home, zip));
        assertEquals("edited", Files.readString(home.resolve("notebooks/ko/05.ipynb")));
        assertEquals("newer", Files.readString(home.resolve("notebooks/ko/05.ipynb.before")));
    }

    @Test
    void packingKeepsAnArchiveThatWasBroughtHere() throws IOException {
        Files.writeString(zip, "from the other machine");
        Work.pack(home, zip);
        assertEquals("from the other machine", Files.readString(zip.resolveSibling("my-work.zip.before")));
        assertEquals(2, Work.unpack(other, zip));
    }

    @Test
    void anArchiveThatLeavesItsFoldersIsRefusedWhole() throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : new String[] {"runs/good.txt", "runs/../../evil.txt"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(1);
            }
        }
        String message = assertThrows(IllegalArgumentException.class, () -> Work.unpack(home, zip))
                .getMessage();
        assertTrue(message.contains("runs/../../evil.txt"), message);
        assertFalse(Files.exists(home.resolve("runs/good.txt")));
    }

    @Test
    void aDamagedArchiveIsNamed() throws IOException {
        Files.writeString(zip, "no zip");
        String message = assertThrows(UncheckedIOException.class, () -> Work.unpack(home, zip))
                .getMessage();
        assertTrue(message.contains("my-work.zip cannot be unpacked: download it again"), message);
    }
}
