package org.ui2i.data.papers;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.ui2i.core.Reason;

/**
 * USPS as LIBSVM serves it: a line an image, its label 1 to 10 (the digit and one), then {@code index:value} with indices
 * 1 to 256, line by line of 16 x 16 pixels, values -1 (paper) to 1 (ink); what is left out is 0.
 */
final class Usps {
    private static final int EDGE = 16;

    private Usps() {}

    static void lay(Inputs inputs, Path into) throws IOException {
        split(inputs.file("usps.bz2"), into.resolve("train"));
        split(inputs.file("usps.t.bz2"), into.resolve("test"));
    }

    private static void split(Path file, Path folder) throws IOException {
        DigitFolders digits = new DigitFolders(folder);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new BZip2CompressorInputStream(Files.newInputStream(file), true), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.strip().split("\\s+");
                digits.write((int) Double.parseDouble(words[0]) - 1, image(words));
            }
        } catch (IOException | RuntimeException e) {
            throw Reason.damaged(file, e);
        }
    }

    private static BufferedImage image(String[] words) {
        double[] values = new double[EDGE * EDGE];
        for (int i = 1; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            values[Integer.parseInt(words[i], 0, colon, 10) - 1] = Double.parseDouble(words[i].substring(colon + 1));
        }
        BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < values.length; i++) {
            long grey = Math.round((Math.max(-1, Math.min(1, values[i])) + 1) * 127.5);
            image.getRaster().setSample(i % EDGE, i / EDGE, 0, (int) grey);
        }
        return image;
    }
}
