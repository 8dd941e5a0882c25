package org.ui2i.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Image files as a folder of own images may hold them: whole ones of every kind, and ones that are made to harm. */
final class HostilePictures {
    private static final byte[] PNG = {(byte) 137, 80, 78, 71, 13, 10, 26, 10};

    private HostilePictures() {}

    /** Whole files by name. */
    static Map<String, byte[]> whole() throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("rgb.png", written("png", noise(40, 30, BufferedImage.TYPE_INT_RGB)));
        all.put("alpha.png", written("png", noise(40, 30, BufferedImage.TYPE_INT_ARGB)));
        all.put("palette.png", written("png", noise(40, 30, BufferedImage.TYPE_BYTE_INDEXED)));
        all.put("bits.png", written("png", noise(40, 30, BufferedImage.TYPE_BYTE_BINARY)));
        all.put("grey.png", written("png", noise(40, 30, BufferedImage.TYPE_BYTE_GRAY)));
        all.put("deep.png", written("png", noise(40, 30, BufferedImage.TYPE_USHORT_GRAY)));
        all.put("deep-rgb.png", written("png", deep()));
        all.put("one.png", written("png", noise(1, 1, BufferedImage.TYPE_INT_RGB)));
        all.put("thin.png", written("png", noise(1, 20_000, BufferedImage.TYPE_INT_RGB)));
        all.put("rgb.jpg", written("jpg", noise(40, 30, BufferedImage.TYPE_INT_RGB)));
        all.put("grey.jpg", written("jpg", noise(40, 30, BufferedImage.TYPE_BYTE_GRAY)));
        all.put("progressive.jpg", progressive(noise(40, 30, BufferedImage.TYPE_INT_RGB)));
        all.put("rgb.gif", written("gif", noise(40, 30, BufferedImage.TYPE_INT_RGB)));
        all.put("animated.gif", animated());
        all.put("rgb.bmp", written("bmp", noise(40, 30, BufferedImage.TYPE_INT_RGB)));
        all.put("rgb.tif", written("tif", noise(40, 30, BufferedImage.TYPE_INT_RGB)));
        all.put("deep.tiff", written("tif", noise(40, 30, BufferedImage.TYPE_USHORT_GRAY)));
        return all;
    }

    static BufferedImage noise(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(width + type);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        return image;
    }

    /** 16 bits a channel. */
    private static BufferedImage deep() {
        ImageTypeSpecifier type = ImageTypeSpecifier.createInterleaved(
                java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_sRGB),
                new int[] {0, 1, 2},
                java.awt.image.DataBuffer.TYPE_USHORT,
                false,
                false);
        BufferedImage image = type.createBufferedImage(40, 30);
        image.getRaster().setSample(3, 4, 1, 40_000);
        return image;
    }

    static byte[] written(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("no writer for " + format);
        }
        return out.toByteArray();
    }

    private static byte[] progressive(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return written(writer, new IIOImage(image, null, null), param);
    }

    private static byte[] written(ImageWriter writer, IIOImage image, ImageWriteParam param) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, image, param);
        }
        writer.dispose();
        return out.toByteArray();
    }

    /** Four channels, as print shops use them. */
    static byte[] cmyk() throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, 40, 30, 4, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        return written(writer, new IIOImage(raster, null, null), writer.getDefaultWriteParam());
    }

    private static byte[] animated() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 3; i++) {
                BufferedImage frame = noise(20 + i, 30, BufferedImage.TYPE_INT_RGB);
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return out.toByteArray();
    }

    /** A JPEG with an Exif segment that says how the camera was held, from 1 (upright) to 8. */
    static byte[] turned(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36)
                .put(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 34})
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0);
        return inserted(jpeg, 2, exif.array());
    }

    /** A JPEG that claims many pixels and goes over them many times, each time in a few bytes. */
    static byte[] scans(byte[] progressive, int edge, int times) {
        byte[] jpeg = progressive.clone();
        int last = 0;
        for (int i = 0; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC2) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) edge).putShort(i + 7, (short) edge);
            }
            last = jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xDA ? i : last;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, last);
        for (int i = 0; i < times; i++) {
            out.write(jpeg, last, jpeg.length - 2 - last);
        }
        out.write(jpeg, jpeg.length - 2, 2);
        return out.toByteArray();
    }

    static byte[] inserted(byte[] bytes, int at, byte[] part) {
        return ByteBuffer.allocate(bytes.length + part.length)
                .put(bytes, 0, at)
                .put(part)
                .put(bytes, at, bytes.length - at)
                .array();
    }

    /** A PNG chunk, checksum included, of a claimed length. */
    static byte[] chunk(String type, byte[] data, int claimed) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(claimed)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    /** Zeros that deflate to a thousandth. */
    static byte[] deflated(byte[] head, int megabytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        Deflater deflater = new Deflater(1);
        byte[] zeros = new byte[1 << 20], buffer = new byte[1 << 16];
        for (int i = 0; i <= megabytes; i++) {
            if (i < megabytes) {
                deflater.setInput(zeros);
            } else {
                deflater.finish();
            }
            for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) {
                out.write(buffer, 0, n);
            }
        }
        deflater.end();
        return out.toByteArray();
    }

    /** A PNG of a header, a chunk after it, and data that do not fill it. */
    static byte[] png(int width, int height, int bits, int colour, byte[] chunk) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {(byte) bits, (byte) colour, 0, 0, 0})
                .array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PNG);
        out.writeBytes(chunk("IHDR", header, 13));
        out.writeBytes(chunk);
        byte[] data = deflated(new byte[0], 1);
        out.writeBytes(chunk("IDAT", data, data.length));
        out.writeBytes(chunk("IEND", new byte[0], 0));
        return out.toByteArray();
    }

    /** One of the ways in which files come to harm. */
    static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int at = random.nextInt(bytes.length), head = Math.min(bytes.length, 64);
        switch (random.nextInt(7)) {
            case 0 -> bytes = Arrays.copyOf(bytes, at);
            case 1 -> flip(bytes, random, bytes.length, 1 + random.nextInt(8));
            case 2 -> flip(bytes, random, head, 1 + random.nextInt(3));
            case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(200)), (byte) 0);
            case 4 -> Arrays.fill(bytes, random.nextInt(head), head, (byte) 0xFF);
            case 5 -> {
                byte[] rubbish = new byte[1 + random.nextInt(300)];
                random.nextBytes(rubbish);
                bytes = inserted(bytes, at, rubbish);
            }
            default -> bytes = inserted(bytes, at, Arrays.copyOfRange(bytes, at / 2, at));
        }
        return bytes;
    }

    static void flip(byte[] bytes, Random random, int below, int bits) {
        for (int i = 0; i < bits; i++) {
            bytes[random.nextInt(below)] ^= (byte) (1 << random.nextInt(8));
        }
    }
}
