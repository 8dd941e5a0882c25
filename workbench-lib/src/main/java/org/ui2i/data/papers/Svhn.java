package org.ui2i.data.papers;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.ui2i.core.Reason;

/**
 * SVHN's cropped digits: a MAT-file with X, 32 x 32 x 3 x n (line, column, colour, image), and y, n labels of which 10
 * stands for the digit 0. Read twice, since y may come after X.
 */
final class Svhn {
    private static final int EDGE = 32, PLANE = EDGE * EDGE, DIGITS = 10;

    private Svhn() {}

    static void lay(Inputs inputs, Path into) throws IOException {
        split(inputs.file("train_32x32.mat"), into.resolve("train"));
        split(inputs.file("test_32x32.mat"), into.resolve("test"));
    }

    private static void split(Path file, Path folder) throws IOException {
        DigitFolders digits = new DigitFolders(folder);
        try {
            byte[] labels = labels(file);
            MatFile.read(file, (name, sizes, values) -> {
                if (name.equals("X")) {
                    images(sizes, values, labels, digits);
                }
            });
            expect(digits.written() == labels.length && labels.length > 0, "it has no X, or no y");
        } catch (IOException | RuntimeException e) {
            throw Reason.damaged(file, e);
        }
    }

    private static byte[] labels(Path file) throws IOException {
        byte[][] found = {new byte[0]};
        MatFile.read(file, (name, sizes, values) -> {
            if (name.equals("y")) {
                found[0] = values.readAllBytes();
            }
        });
        return found[0];
    }

    private static void images(int[] sizes, InputStream values, byte[] labels, DigitFolders digits) throws IOException {
        expect(
                sizes.length == 4 && sizes[0] == EDGE && sizes[1] == EDGE && sizes[2] == 3 && sizes[3] == labels.length,
                "its X is not 32 x 32 x 3 x " + labels.length);
        for (byte label : labels) {
            byte[] image = values.readNBytes(3 * PLANE);
            expect(image.length == 3 * PLANE, "its X ends within an image");
            digits.write(label == DIGITS ? 0 : label == 0 ? -1 : label, upright(image));
        }
    }

    /** Columns below each other become lines. */
    private static BufferedImage upright(byte[] columns) {
        BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < PLANE; i++) {
            int red = columns[i] & 255, green = columns[PLANE + i] & 255, blue = columns[2 * PLANE + i] & 255;
            image.setRGB(i / EDGE, i % EDGE, red << 16 | green << 8 | blue);
        }
        return image;
    }

    private static void expect(boolean ok, String what) throws IOException {
        if (!ok) {
            throw new IOException(what);
        }
    }
}
