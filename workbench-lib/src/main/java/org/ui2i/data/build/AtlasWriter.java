package org.ui2i.data.build;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes the built files: to a temporary file beside the target, then moved, so that a stop leaves no half file. */
final class AtlasWriter {
    private static final byte[] SIGNATURE = {(byte) 137, 80, 78, 71, 13, 10, 26, 10};
    private static final int GREY = 0;
    private static final int PALETTE = 3;

    private AtlasWriter() {}

    /** 16 grey levels: {@code packed} holds two pixels a byte, the left one in the high half; {@code width} is even. */
    static void grey16(byte[] packed, int width, int height, Path file) throws IOException {
        write(png(packed, width, height, 4, GREY, new byte[0]), file);
    }

    /** An image with a palette of at most 256 colours. */
    static void palette(BufferedImage image, Path file) throws IOException {
        IndexColorModel model = (IndexColorModel) image.getColorModel();
        byte[] palette = new byte[3 * model.getMapSize()];
        for (int i = 0; i < model.getMapSize(); i++) {
            palette[3 * i] = (byte) model.getRed(i);
            palette[3 * i + 1] = (byte) model.getGreen(i);
            palette[3 * i + 2] = (byte) model.getBlue(i);
        }
        byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        write(png(data, image.getWidth(), image.getHeight(), 8, PALETTE, palette), file);
    }

    /** Writes a text file in UTF-8. */
    static void text(String text, Path file) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8), file);
    }

    /** Writes a compressed text file in UTF-8: the same bytes for the same text, since there is no time in it. */
    static void gzip(String text, Path file) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        write(packed.toByteArray(), file);
    }

    /** Unfiltered lines, strongest compression: a quarter smaller here than what the platform's writer makes. */
    private static byte[] png(byte[] data, int width, int height, int bits, int colour, byte[] palette)
            throws IOException {
        int line = width * bits / 8;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(body, deflater)) {
            for (int y = 0; y < height; y++) {
                out.write(0);
                out.write(data, y * line, line);
            }
        } finally {
            deflater.end();
        }
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) colour)
                .array();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(SIGNATURE);
        chunk(png, "IHDR", header);
        if (palette.length > 0) {
            chunk(png, "PLTE", palette);
        }
        chunk(png, "IDAT", body.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.write(ByteBuffer.allocate(4).putInt(data.length).array());
        png.write(name);
        png.write(data);
        png.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static void write(byte[] bytes, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
