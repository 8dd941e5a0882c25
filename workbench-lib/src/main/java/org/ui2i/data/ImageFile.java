package org.ui2i.data;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes one file of unknown quality; whatever is wrong with it becomes a {@link Broken} with the reason.
 *
 * @param width of the file's image
 * @param height of the file's image
 * @param keptWidth of the planes
 * @param keptHeight of the planes
 * @param mode such as {@code RGB} or {@code grey with alpha}
 * @param planes one after the other
 */
record ImageFile(int width, int height, int keptWidth, int keptHeight, String mode, byte[] planes) {
    private static final int MOST_SCANS = 100; // cameras and programs write up to about 15; each costs time, not bytes

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

    /**
     * Reads the first image of a file, or a half of it, as 1 or 3 planes. Of an image far larger than {@code load} only every k-th pixel of
     * every k-th line is kept, so that its short side still has 4 {@code load} pixels.
     */
    static ImageFile read(Path file, FolderOptions options, Half half) throws Broken {
        try {
            if (Files.size(file) == 0) {
                throw new Broken("empty file");
            }
            try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
                Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
                if (!readers.hasNext()) {
                    throw new Broken("not a PNG, JPEG, GIF, BMP or TIFF image");
                }
                int scans = scans(file);
                if (scans > MOST_SCANS) {
                    throw new Broken(scans + " scans, more than " + MOST_SCANS + ": save it anew");
                }
                return decode(readers.next(), in, options, half);
            }
        } catch (OutOfMemoryError e) { // one array too large for the heap: the rest of it is untouched
            throw new Broken("needs more memory than there is: make it smaller or raise -Xmx");
        } catch (IOException | RuntimeException e) { // decoders meet broken data with all kinds of exceptions
            throw new Broken(reason(String.valueOf(e.getMessage())));
        }
    }

    /** How often a JPEG goes over its pixels: in its data the marker FF DA stands for nothing else. Others have none. */
    private static int scans(Path file) throws IOException {
        int scans = 0, last = 0;
        try (InputStream in = new FileInputStream(file.toFile())) {
            boolean jpeg = in.read() == 0xFF && in.read() == 0xD8;
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); jpeg && n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    int next = buffer[i] & 0xFF;
                    scans += last == 0xFF && next == 0xDA ? 1 : 0;
                    last = next;
                }
            }
        }
        return scans;
    }

    /** What a decoder says, without its code's own words, and what to do. */
    private static String reason(String said) {
        if (said.equals("Unsupported Image Type")) {
            return "its colours are CMYK or of another kind that is not read: save it anew as RGB";
        }
        boolean readable =
                said.length() < 200 && !said.matches("(?s)null|.*(Exception|length|index|Cannot|[\\p{Cntrl}]).*");
        return "cannot be decoded" + (readable ? " (" + said + ")" : "") + ": it is cut off or damaged, save it anew";
    }

    private static ImageFile decode(ImageReader reader, ImageInputStream in, FolderOptions options, Half half)
            throws IOException, Broken {
        List<String> warnings = new ArrayList<>();
        try {
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            int width = reader.getWidth(0), height = reader.getHeight(0); // from the header: nothing is decoded yet
            if ((long) width * height > options.maxPixels()) {
                throw new Broken(String.format(
                        "%d x %d pixels, more than %d: make it smaller or raise maxPixels",
                        width, height, options.maxPixels()));
            }
            Rectangle part = half.of(width, height);
            int every = Math.max(1, Math.min(part.width, part.height) / (4 * options.load()));
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(part);
            param.setSourceSubsampling(every, every, 0, 0);
            BufferedImage image = reader.read(0, param);
            for (String warning : warnings) { // the JPEG decoder fills what is missing with grey and only warns
                String lower = warning.toLowerCase(Locale.ROOT);
                if (lower.contains("premature") || lower.contains("corrupt") || lower.contains("truncated")) {
                    throw new Broken("truncated or corrupt: " + warning);
                }
            }
            byte[] planes = Pixels.of(image, options.channels());
            return new ImageFile(width, height, image.getWidth(), image.getHeight(), mode(image), planes);
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
        return base + (model.hasAlpha() ? " with alpha" : "") + (bits > 8 ? " of " + bits + " bits" : "");
    }
}
