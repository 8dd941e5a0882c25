package org.ui2i.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Decodes one file of unknown quality; whatever is wrong with it becomes a {@link Broken} with the reason. */
record ImageFile(int width, int height, String mode, byte[] planes) {
    /** Why a file is no image for us. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** Reads the first image of a file as 1 or 3 planes. */
    static ImageFile read(Path file, int channels, long maxPixels) throws Broken {
        try {
            if (Files.size(file) == 0) {
                throw new Broken("empty file");
            }
            try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
                Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
                if (!readers.hasNext()) {
                    throw new Broken("not a PNG, JPEG, GIF, BMP or TIFF image");
                }
                BufferedImage image = decode(readers.next(), in, maxPixels);
                return new ImageFile(image.getWidth(), image.getHeight(), mode(image), Pixels.of(image, channels));
            }
        } catch (IOException | RuntimeException e) { // decoders meet broken data with all kinds of exceptions
            String cause = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new Broken("cannot be decoded: " + cause.replaceAll("\\s+", " "));
        }
    }

    private static BufferedImage decode(ImageReader reader, ImageInputStream in, long maxPixels)
            throws IOException, Broken {
        List<String> warnings = new ArrayList<>();
        try {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0); // from the header: nothing is decoded yet
            if (pixels > maxPixels) {
                throw new Broken(String.format(
                        "%d x %d pixels, more than %d: make it smaller or raise maxPixels",
                        reader.getWidth(0), reader.getHeight(0), maxPixels));
            }
            BufferedImage image = reader.read(0);
            for (String warning : warnings) { // the JPEG decoder fills what is missing with grey and only warns
                String lower = warning.toLowerCase(Locale.ROOT);
                if (lower.contains("premature") || lower.contains("corrupt") || lower.contains("truncated")) {
                    throw new Broken("truncated or corrupt: " + warning);
                }
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private static String mode(BufferedImage image) {
        ColorModel model = image.getColorModel();
        boolean grey = model.getColorSpace().getType() == java.awt.color.ColorSpace.TYPE_GRAY;
        boolean palette = model instanceof java.awt.image.IndexColorModel;
        String base = palette ? "palette" : grey ? "grey" : "RGB";
        int bits = palette ? 8 : image.getSampleModel().getSampleSize(0);
        return base + (model.hasAlpha() ? " with alpha" : "") + (bits > 8 ? ", " + bits + " bits" : "");
    }
}
