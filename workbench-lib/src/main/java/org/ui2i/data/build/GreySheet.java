package org.ui2i.data.build;

import java.io.IOException;
import java.nio.file.Path;

/** An atlas of grey tiles in 16 levels, 4 bits a pixel. */
final class GreySheet {
    private final int tile;
    private final int width;
    private final int height;
    private final byte[] grey;

    /** A white sheet of {@code rows} by {@code columns} tiles, each {@code tile} pixels wide and high (an even number). */
    GreySheet(int tile, int rows, int columns) {
        this.tile = tile;
        width = tile * columns;
        height = tile * rows;
        grey = new byte[width * height];
        java.util.Arrays.fill(grey, (byte) 255);
    }

    /** The nearest of 16 levels. */
    static byte level(double value) {
        return (byte) (17 * Math.round(Math.max(0, Math.min(255, value)) / 17));
    }

    /** Puts a tile whose bytes are multiples of 17. */
    void put(int row, int column, byte[] bytes) {
        for (int y = 0; y < tile; y++) {
            System.arraycopy(bytes, y * tile, grey, (row * tile + y) * width + column * tile, tile);
        }
    }

    void write(Path file) throws IOException {
        byte[] packed = new byte[grey.length / 2];
        for (int i = 0; i < grey.length; i += 2) {
            packed[i / 2] = (byte) (((grey[i] & 255) / 17) << 4 | (grey[i + 1] & 255) / 17);
        }
        AtlasWriter.grey16(packed, width, height, file);
    }
}
