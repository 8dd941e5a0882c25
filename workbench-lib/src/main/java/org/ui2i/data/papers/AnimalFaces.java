package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.ui2i.data.JpegFile;

/**
 * FUNIT's animal faces (paper, section 4): boxes in photographs of ImageNet. A line of the authors' list is a photograph's
 * path below the training images and left, top, right and bottom of a face in pixels; another list has the target classes.
 * A photograph that cannot be read is left out and listed in {@code left-out.txt}.
 */
final class AnimalFaces {
    private static final float QUALITY = 0.95f;
    private static final double MOST_LEFT_OUT = 0.01; // a few of ImageNet's photographs are CMYK

    private AnimalFaces() {}

    static void lay(Inputs inputs, Path into) throws IOException {
        Path photos = inputs.file("train");
        Set<String> targets = new HashSet<>();
        Inputs.lines(inputs.file("animals_test_class_names.txt"), 0, 1).forEach(line -> targets.add(line[0]));
        List<String[]> lines = Inputs.lines(inputs.file("animalface_coordinates.txt"), 0, 5);
        List<String> leftOut = new ArrayList<>();
        for (String[] line : lines) {
            check(
                    line[0].matches("n\\d+/n\\d+_\\d+\\.JPEG"),
                    "animalface_coordinates.txt names \"%s\", no photograph of ImageNet: fetch the list again",
                    line[0]);
            Path photo = photos.resolve(line[0]);
            check(
                    Files.isRegularFile(photo),
                    "%s is not there: name the folder of ILSVRC2012's training images with --from",
                    photo);
            String kind = line[0].substring(0, line[0].indexOf('/'));
            String name = String.join("_", photo.getFileName().toString(), line[1], line[2], line[3], line[4]) + ".jpg";
            Path face = into.resolve(targets.contains(kind) ? "target" : "source")
                    .resolve(kind)
                    .resolve(name);
            cut(photo, box(line), face, leftOut);
        }
        check(
                leftOut.size() <= Math.max(1, MOST_LEFT_OUT * lines.size()),
                "%d of %d faces cannot be cut out, such as %s: check the photographs",
                leftOut.size(),
                lines.size(),
                leftOut.isEmpty() ? "" : leftOut.get(0));
        Files.write(into.resolve("left-out.txt"), leftOut);
    }

    private static Rectangle box(String[] line) {
        int[] edges = new int[4];
        for (int i = 0; i < 4; i++) {
            check(
                    line[i + 1].matches("\\d{1,6}"),
                    "animalface_coordinates.txt has an edge at \"%s\" for %s: fetch the list again",
                    line[i + 1],
                    line[0]);
            edges[i] = Integer.parseInt(line[i + 1]);
        }
        return new Rectangle(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]);
    }

    private static void cut(Path photo, Rectangle box, Path face, List<String> leftOut) throws IOException {
        try {
            BufferedImage image = region(photo, box);
            Files.createDirectories(face.toAbsolutePath().getParent());
            JpegFile.write(image, QUALITY, face);
        } catch (javax.imageio.IIOException | RuntimeException e) { // decoders meet odd files with all kinds
            leftOut.add(photo.getFileName() + ": " + e.getMessage());
        }
    }

    private static BufferedImage region(Path photo, Rectangle box) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(photo.toFile())) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in, true, true);
                ImageReadParam param = reader.getDefaultReadParam();
                param.setSourceRegion(box.intersection(new Rectangle(reader.getWidth(0), reader.getHeight(0))));
                BufferedImage read = reader.read(0, param);
                BufferedImage rgb = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
                rgb.createGraphics().drawImage(read, 0, 0, null);
                return rgb;
            } finally {
                reader.dispose();
            }
        }
    }
}
