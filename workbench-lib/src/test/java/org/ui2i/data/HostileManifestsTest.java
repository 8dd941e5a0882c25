package org.ui2i.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.Damage;
import org.ui2i.FaultCounts;
import org.ui2i.Hostile;

/** Manifests that were damaged or made to harm: their images are read, or the file is refused by name. */
class HostileManifestsTest {
    private static final int TILE = 4, ROWS = 3, COLUMNS = 5;
    private static final List<String> VALUES = List.of(
            "-1",
            "2147483647",
            "99999999999999999999",
            "1.5",
            "NaN",
            "",
            "\"",
            "\"\"\"",
            ",",
            "\n",
            "\r",
            "../../x",
            "\u0000");

    @TempDir
    private Path folder;

    private final Hostile hostile = new Hostile();
    private String text;

    @BeforeEach
    void draw() throws IOException {
        BufferedImage sheet = new BufferedImage(COLUMNS * TILE, ROWS * TILE, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(sheet, "png", folder.resolve("a.png").toFile());
        StringBuilder lines = new StringBuilder(String.join(",", Manifest.COLUMNS) + "\n");
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            lines.append(String.format(
                    "%d,%d,a,c%d,%c,train,drawn,CC0,%016x%n", i / COLUMNS, i % COLUMNS, i % 2, 'A' + i, i));
        }
        text = lines.toString();
    }

    @Test
    void imagesAreReadOrTheManifestIsRefused() throws IOException {
        for (int i = 0; i < FaultCounts.count(300, 3000); i++) {
            read("text", "" + i, gz(Damage.text(text, VALUES, Damage.random(i))));
        }
        byte[] whole = gz(text);
        for (int i = 0; i < FaultCounts.count(150, 1500); i++) {
            read("gz", "" + i, Damage.bytes(whole, Damage.random(i)));
        }
        String line = "0,0,a,c,A,train,drawn,CC0,0\n", header = text.substring(0, text.indexOf('\n') + 1);
        for (String harm : List.of(
                "",
                header,
                header.repeat(2),
                header + line.replace("0,0,a", "0,2147483647,a"),
                header + line.replace("0,0,a", "-2147483648,0,a"),
                header + line.replace("0,0,a", "0,4,a") + line.replace("0,0,a", "3,0,a"),
                header + line.replace("0,0,a", ",,a"),
                header + line.replace(",c,", ",,"),
                header + line.replace(",A,", "," + "x".repeat(20_000) + ","),
                header + line.replace(",A,", "," + "x,".repeat(20_000)))) {
            read("made to harm", "" + harm.hashCode(), gz(harm));
        }
        read("made to harm", "100 MB of zeros", gz(new String(new byte[100 << 20], StandardCharsets.US_ASCII)));
        hostile.report("manifests");
    }

    private void read(String kind, String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(Manifest.FILE), bytes);
        hostile.tryOut(kind, name, "", () -> Atlas.read(folder, "a", lines -> lines, TILE, 1));
    }

    private static byte[] gz(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
