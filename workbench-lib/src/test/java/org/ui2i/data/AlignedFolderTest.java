package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

/** Pictures with A and B side by side, as pix2pix's data sets have them. */
class AlignedFolderTest {
    @TempDir
    Path dir;

    /** Left red of i 50, right blue of i 50. */
    private void picture(int i, int width, String format) throws IOException {
        BufferedImage image = new BufferedImage(width, 16, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(50 * i, 0, 0));
        pen.fillRect(0, 0, width / 2, 16);
        pen.setColor(new Color(0, 0, 50 * i));
        pen.fillRect(width / 2, 0, width, 16);
        ImageIO.write(image, format, dir.resolve(i + "_AB." + format).toFile());
    }

    private static double mean(NDArray x, int image, int channel) {
        float[] all = x.toFloatArray();
        int plane = (int) (x.getShape().get(2) * x.getShape().get(3));
        int from = (image * 3 + channel) * plane;
        double sum = 0;
        for (int i = from; i < from + plane; i++) {
            sum += (all[i] + 1) * 127.5;
        }
        return sum / plane;
    }

    @Test
    void theLeftHalfIsAAndTheRightOneItsPartnerB() throws IOException {
        for (int i = 1; i <= 4; i++) {
            picture(i, 32, i % 2 == 0 ? "png" : "jpg");
        }
        PairedImages pairs = Datasets.paired("aligned:" + dir).size(16).batch(4);
        try (NDManager scope = Tensors.scope()) {
            Pair x = pairs.batch(new Step(scope, 1, 1));
            for (int i = 0; i < 4; i++) {
                double red = mean(x.a(), i, 0), blue = mean(x.b(), i, 2);
                assertEquals(red, blue, 2, x.sources().get(i)); // JPEG
                assertTrue(
                        red > 45 && mean(x.a(), i, 2) < 4 && mean(x.b(), i, 0) < 4,
                        x.sources().get(i));
            }
        }
        UnpairedImages unpaired = Datasets.unpaired("aligned:" + dir).size(16);
        assertEquals(4, unpaired.a().size());
        assertEquals(
                "32x16: 4",
                unpaired.inspect()
                        .where(t -> t.stringColumn("item").isEqualTo("sizes"))
                        .getString(0, "value"));
        assertTrue(unpaired.inspect().stringColumn("value").asList().stream().noneMatch(v -> v.contains("twice")));
        assertNotEquals(unpaired.a().text("sha256", 0), unpaired.b().text("sha256", 0));
    }

    @Test
    void anOddWidthIsNoPair() throws IOException {
        picture(1, 32, "png");
        picture(2, 33, "png");
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Datasets.paired("aligned:" + dir).size(16).pairs())
                .getMessage();
        assertTrue(message.contains("33 pixels wide, which are no two halves"), message);
    }

    @Test
    void twoFoldersAreNoAlignedOne() {
        String message = assertThrows(IllegalArgumentException.class, () -> Datasets.unpaired("aligned:x,y"))
                .getMessage();
        assertTrue(message.contains("use aligned:PATH"), message);
    }

    @Test
    void digitsInFoldersAreDomainsForAdaptation() throws IOException {
        for (String split : List.of("svhn/train", "svhn/test", "mnist/train", "mnist/test")) {
            for (int digit = 0; digit < 10; digit++) {
                Path folder =
                        java.nio.file.Files.createDirectories(dir.resolve(split).resolve("" + digit));
                ImageIO.write(
                        new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY),
                        "png",
                        folder.resolve("0.png").toFile());
            }
        }
        DigitDomains digits =
                Datasets.digits(dir.resolve("svhn"), dir.resolve("mnist")).batch(5);
        try (NDManager scope = Tensors.scope()) {
            LabelledPair x = digits.batch(new Step(scope, 1, 1));
            assertEquals(new ai.djl.ndarray.types.Shape(5, 1, 32, 32), x.a().getShape());
            assertEquals(10, DigitDomains.labels(digits.source(Split.TEST)).length);
        }
        String message = assertThrows(IllegalArgumentException.class, () -> digits.target(Split.VAL))
                .getMessage();
        assertTrue(message.contains("have no split VAL"), message);
    }
}
