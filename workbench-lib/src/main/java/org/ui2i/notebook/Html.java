package org.ui2i.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pieces of HTML. */
final class Html {
    private Html() {}

    /**
     * A picture with its text. JupyterLab ignores a text beside {@code image/png}, so the picture goes inside HTML.
     *
     * @param image any size and type
     * @param altText plain text
     * @return an {@code img} element that holds the picture
     */
    static String image(BufferedImage image, String altText) {
        return String.format(
                "<img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/png;base64,%s\">",
                escape(altText), image.getWidth(), image.getHeight(), png(image));
    }

    /**
     * Plain text for use in an element or an attribute.
     *
     * @param text any text
     * @return the text with the five special characters replaced
     */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a picture into memory failed", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
