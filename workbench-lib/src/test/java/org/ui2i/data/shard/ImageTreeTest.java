package org.ui2i.data.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTreeTest {
    @TempDir
    private Path root;

    private void file(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    private List<String> names() throws IOException {
        return ImageTree.list(root).stream().map(InputImage::name).toList();
    }

    @Test
    void allImagesAreListedInOneOrderWithTheFoldersBetween() throws IOException {
        for (String name : List.of("b/x.JPG", "b-c/y.png", "b/deep/er/z.gif", "a.bmp", "b.tiff", "notes.txt")) {
            file(name);
        }
        file(".cache/thumb.png");
        file("b/.hidden.png");
        assertEquals(List.of("a.bmp", "b.tiff", "b-c/y.png", "b/deep/er/z.gif", "b/x.JPG"), names());
        InputImage first = ImageTree.list(root).get(0);
        assertEquals(5, first.bytes());
        assertEquals(Files.getLastModifiedTime(root.resolve("a.bmp")).toMillis(), first.modified());
    }

    @Test
    void twoInputsOfOneOutputAreRefused() throws IOException {
        file("a/x.jpg");
        file("a/x.k.png");
        file("a/x.png");
        String text = assertThrows(IllegalArgumentException.class, this::names).getMessage();
        assertTrue(text.startsWith("a/x.jpg and a/x.png in "), text);
    }

    @Test
    void noFolderAndNoImageAreRefused() throws IOException {
        String none = assertThrows(IllegalArgumentException.class, () -> ImageTree.list(root.resolve("none")))
                .getMessage();
        assertTrue(none.endsWith("none is no folder: give a folder of images"), none);
        file("a/notes.txt");
        String empty = assertThrows(IllegalArgumentException.class, this::names).getMessage();
        assertTrue(empty.contains("hold no image"), empty);
    }

    @Test
    void linkedFoldersCountAndCirclesAreRefused() throws IOException {
        file("real/x.png");
        Files.createSymbolicLink(root.resolve("link"), root.resolve("real"));
        assertEquals(List.of("link/x.png", "real/x.png"), names());
        Files.createSymbolicLink(root.resolve("real/up"), root);
        String text = assertThrows(IOException.class, this::names).getMessage();
        assertTrue(text.contains("is a link to a folder that it lies in"), text);
    }
}
