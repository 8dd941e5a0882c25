package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.FaultCounts;
import org.ui2i.Hostile;

/** Files that someone keeps in a folder of own images, thousands of them broken: read, or left out with the reason. */
class HostileImagesTest {
    private static final int[] EDGES = {0, -1, 1, 30_000, 65_535, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE};

    @TempDir
    private Path folder;

    private final Hostile hostile = new Hostile();

    private void tryOut(String kind, String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        FolderOptions options = FolderOptions.of(16);
        hostile.tryOut(
                kind,
                name,
                name,
                () -> assertEquals(1, OwnImages.read(file, options).size()));
        Files.delete(file);
    }

    @Test
    void everyFileIsReadOrRefusedByName() throws IOException {
        Map<String, byte[]> whole = HostilePictures.whole();
        for (Map.Entry<String, byte[]> image : whole.entrySet()) {
            tryOut("whole", image.getKey(), image.getValue());
            tryOut("wrong extension", image.getKey() + ".bmp.png", image.getValue());
        }
        for (int orientation = 0; orientation <= 9; orientation++) {
            tryOut("exif", orientation + ".jpg", HostilePictures.turned(whole.get("rgb.jpg"), orientation));
        }
        for (Map.Entry<String, byte[]> image : odd(whole).entrySet()) {
            tryOut("made to harm", image.getKey(), image.getValue());
        }
        headers(whole);
        places();
        List<String> names = new ArrayList<>(whole.keySet());
        for (int i = 0; i < FaultCounts.count(400, 3000); i++) {
            String name = names.get(i % names.size());
            tryOut("damaged", i + name, HostilePictures.damaged(whole.get(name), new Random(i)));
        }
        hostile.report("images");
    }

    private static Map<String, byte[]> odd(Map<String, byte[]> whole) throws IOException {
        Map<String, byte[]> odd = new LinkedHashMap<>();
        odd.put("empty.png", new byte[0]);
        odd.put("text.png", "this is no image".getBytes(StandardCharsets.US_ASCII));
        odd.put("page.jpg", "<html><body>404</body></html>".getBytes(StandardCharsets.US_ASCII));
        odd.put("cmyk.jpg", HostilePictures.cmyk());
        byte[] png = whole.get("rgb.png");
        odd.put("after.png", HostilePictures.inserted(png, png.length, new byte[5_000_000]));
        for (String type : List.of("tEXt", "zTXt", "iCCP", "iTXt", "eXIf", "PLTE", "tRNS", "gAMA", "xxXx")) {
            byte[] head =
                    "name\0\0\0\0\0".substring(0, type.equals("iTXt") ? 9 : 6).getBytes(StandardCharsets.US_ASCII);
            byte[] bomb = HostilePictures.deflated(head, 400);
            odd.put(
                    "bomb-" + type + ".png",
                    HostilePictures.png(16, 16, 8, 2, HostilePictures.chunk(type, bomb, bomb.length)));
            odd.put(
                    "lies-" + type + ".png",
                    HostilePictures.png(16, 16, 8, 2, HostilePictures.chunk(type, head, 1 << 30)));
            odd.put("minus-" + type + ".png", HostilePictures.png(16, 16, 8, 2, HostilePictures.chunk(type, head, -5)));
        }
        byte[] much = HostilePictures.deflated(new byte[0], 400);
        odd.put("scans.jpg", HostilePictures.scans(whole.get("progressive.jpg"), 7900, 3000));
        odd.put("data.png", HostilePictures.png(16, 16, 8, 2, HostilePictures.chunk("IDAT", much, much.length)));
        return odd;
    }

    /** Sizes that a header claims, and files which claim more than the memory but less than the limit of pixels. */
    private void headers(Map<String, byte[]> whole) throws IOException {
        for (int width : EDGES) {
            for (int height : EDGES) {
                String size = width + "x" + height;
                tryOut("claims", size + ".png", HostilePictures.png(width, height, 8, 2, new byte[0]));
                tryOut("claims", size + ".bmp", little(whole.get("rgb.bmp"), 18, 4, width, height));
                tryOut("claims", size + ".gif", little(whole.get("rgb.gif"), 6, 2, width, height));
            }
        }
        for (int edge : new int[] {500, 8000, 65_000}) {
            byte[] jpeg = whole.get(edge == 500 ? "rgb.jpg" : "progressive.jpg").clone();
            for (int i = 0; i < jpeg.length - 9; i++) {
                if (jpeg[i] == (byte) 0xFF && (jpeg[i + 1] == (byte) 0xC0 || jpeg[i + 1] == (byte) 0xC2)) {
                    ByteBuffer.wrap(jpeg).putShort(i + 5, (short) edge).putShort(i + 7, (short) edge);
                }
            }
            tryOut("claims", edge + ".jpg", jpeg);
        }
        tryOut("claims", "deep.png", HostilePictures.png(7999, 7999, 16, 6, new byte[0]));
        tryOut("claims", "line.png", HostilePictures.png(63_000_000, 1, 16, 6, new byte[0]));
        tryOut("claims", "column.png", HostilePictures.png(1, 63_000_000, 16, 6, new byte[0]));
    }

    private static byte[] little(byte[] image, int at, int width, int first, int second) {
        byte[] changed = image.clone();
        for (int i = 0; i < width; i++) {
            changed[at + i] = (byte) (first >> (8 * i));
            changed[at + width + i] = (byte) (second >> (8 * i));
        }
        return changed;
    }

    /** Names that lead to no file. */
    private void places() throws IOException {
        FolderOptions options = FolderOptions.of(16);
        Path loop = Files.createSymbolicLink(folder.resolve("loop.png"), Path.of("loop.png"));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling.png"), Path.of("gone"));
        Path directory = Files.createDirectory(folder.resolve("directory.png"));
        Path deep = folder.resolve("none/at/all.png"), file = Files.write(folder.resolve("file"), new byte[3]);
        for (Path place : List.of(loop, dangling, directory, deep, file, file.resolve("below.png"))) {
            hostile.tryOut("place", place.toString(), place.toString(), () -> OwnImages.read(place, options));
        }
        hostile.tryOut("place", "folder", folder.toString(), () -> ImageFolder.read(folder, options));
    }
}
