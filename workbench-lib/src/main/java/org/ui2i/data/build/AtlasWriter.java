package org.ui2i.data.build;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes the built files: to a temporary file beside the target, then moved, so that a stop leaves no half file. */
final class AtlasWriter {
    private AtlasWriter() {}

    /** Writes a PNG with the strongest compression. */
    static void png(BufferedImage image, Path file) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "part", ".png");
        ImageWriter writer =
                ImageIO.getImageWriters(new ImageTypeSpecifier(image), "png").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(part.toFile())) {
            check(out != null, "cannot write %s: check that the folder is writable", part);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        move(part, file);
    }

    /** Writes a text file in UTF-8. */
    static void text(String text, Path file) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "part", ".txt");
        Files.writeString(part, text);
        move(part, file);
    }

    private static void move(Path part, Path file) throws IOException {
        part.toFile().setReadable(true, false); // a temporary file is private to its owner
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
