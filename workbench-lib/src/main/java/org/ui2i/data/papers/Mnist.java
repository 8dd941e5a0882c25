package org.ui2i.data.papers;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.ui2i.core.Reason;

/** MNIST's own format (IDX): big-endian magic number and counts, then bytes; 0 is paper, 255 ink. */
final class Mnist {
    private static final int IMAGES = 0x803, LABELS = 0x801, MOST_EDGE = 1024;

    private Mnist() {}

    static void lay(Inputs inputs, Path into) throws IOException {
        split(
                inputs.file("train-images-idx3-ubyte.gz"),
                inputs.file("train-labels-idx1-ubyte.gz"),
                into.resolve("train"));
        split(inputs.file("t10k-images-idx3-ubyte.gz"), inputs.file("t10k-labels-idx1-ubyte.gz"), into.resolve("test"));
    }

    private static void split(Path images, Path labels, Path folder) throws IOException {
        DigitFolders digits = new DigitFolders(folder);
        try (DataInputStream x = open(images);
                DataInputStream y = open(labels)) {
            expect(x.readInt() == IMAGES && y.readInt() == LABELS, "these are no images and labels in IDX");
            int n = x.readInt(), height = x.readInt(), width = x.readInt();
            expect(n == y.readInt(), "images and labels differ in number");
            expect(Math.min(height, width) >= 1 && Math.max(height, width) <= MOST_EDGE, "the images have no size");
            byte[] pixels = new byte[height * width];
            for (int i = 0; i < n; i++) {
                x.readFully(pixels);
                BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
                image.getRaster().setDataElements(0, 0, width, height, pixels);
                digits.write(y.readUnsignedByte(), image);
            }
        } catch (IOException | RuntimeException e) {
            throw Reason.damaged(images, e);
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))));
    }

    private static void expect(boolean ok, String what) throws IOException {
        if (!ok) {
            throw new IOException(what);
        }
    }
}
