package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.ui2i.core.SafeFile;

/** Pictures that follow each other without end: an animated GIF. */
public final class Gif {
    private static final byte[] FOR_EVER = {1, 0, 0};
    private final byte[] bytes;
    private final int width;
    private final int height;

    private Gif(byte[] bytes, int width, int height) {
        this.bytes = bytes;
        this.width = width;
        this.height = height;
    }

    /**
     * An animation.
     *
     * @param frames at least one, all of the first one's size; each gets a palette of up to 256 colours
     * @param milliseconds that each is shown, counted in hundredths of a second
     * @return the animation
     */
    public static Gif of(List<BufferedImage> frames, int milliseconds) {
        check(!frames.isEmpty(), "the animation has no frame: give at least one");
        check(milliseconds >= 10, "a frame is shown for %d ms: use at least 10", milliseconds);
        BufferedImage first = frames.get(0);
        frames.forEach(frame -> check(
                frame.getWidth() == first.getWidth() && frame.getHeight() == first.getHeight(),
                "a frame of %d x %d among frames of %d x %d: draw them alike",
                frame.getWidth(),
                frame.getHeight(),
                first.getWidth(),
                first.getHeight()));
        try {
            return new Gif(encoded(frames, milliseconds / 10), first.getWidth(), first.getHeight());
        } catch (IOException e) {
            throw new UncheckedIOException("writing an animation into memory failed", e);
        }
    }

    private static byte[] encoded(List<BufferedImage> frames, int hundredths) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, timed(writer, frame, hundredths)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** What GIF says beside a frame: its time, and that all begins anew at the end. */
    private static IIOMetadata timed(ImageWriter writer, BufferedImage frame, int hundredths)
            throws IIOInvalidTreeException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(hundredths));
        control.setAttribute("transparentColorIndex", "0");
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(FOR_EVER.clone());
        IIOMetadataNode root = new IIOMetadataNode(format), extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(loop);
        root.appendChild(control);
        root.appendChild(extensions);
        metadata.mergeTree(format, root);
        return metadata;
    }

    /**
     * Writes the file.
     *
     * @param file its name; missing folders are made, an older file is replaced
     * @throws UncheckedIOException naming the file, if it cannot be written
     */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            SafeFile.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": check the folder and the free space", e);
        }
    }

    /**
     * The animation as a piece of a page, for {@link Display#html}.
     *
     * @param altText what it shows, for readers who cannot see it: not blank
     * @return an element that holds the whole file
     */
    public String html(String altText) {
        check(!altText.isBlank(), "the text for an animation is blank: say what it shows");
        String text = altText.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        return String.format(
                "<img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/gif;base64,%s\">",
                text, width, height, Base64.getEncoder().encodeToString(bytes));
    }
}
