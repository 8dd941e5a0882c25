package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class TilesTest {
    private static final int WHITE = 0xFFFFFFFF, BLACK = 0xFF000000;

    @Test
    void wideImagesLieInTheMiddleOfASquare() {
        try (NDManager manager = Tensors.scope()) {
            NDArray black = manager.full(new Shape(2, 1, 20, 40), -1f);
            List<BufferedImage> tiles = Tiles.of(black, 16);
            assertEquals(2, tiles.size());
            BufferedImage tile = tiles.get(1);
            assertEquals(List.of(16, 16), List.of(tile.getWidth(), tile.getHeight()));
            int[] column = tile.getRGB(0, 0, 1, 16, null, 0, 1);
            for (int y = 0; y < 16; y++) {
                assertEquals(y >= 4 && y < 12 ? BLACK : WHITE, column[y], "line " + y);
            }
        }
    }

    @Test
    void shrinkingAveragesAndEnlargingFillsTheSquare() {
        try (NDManager manager = Tensors.scope()) {
            float[] board = new float[32 * 32];
            for (int i = 0; i < board.length; i++) {
                board[i] = (i % 32 + i / 32) % 2 == 0 ? 1 : -1;
            }
            NDArray x = manager.create(board, new Shape(1, 1, 32, 32));
            assertEquals(127, Tiles.of(x, 8).get(0).getRGB(3, 3) & 255, 1);
            assertEquals(
                    BLACK,
                    Tiles.of(manager.full(new Shape(1, 3, 4, 4), -1f), 12)
                            .get(0)
                            .getRGB(11, 11));
        }
    }

    @Test
    void tooSmallAnEdgeIsRefused() {
        try (NDManager manager = Tensors.scope()) {
            NDArray x = manager.ones(new Shape(1, 3, 8, 8));
            String message = assertThrows(IllegalArgumentException.class, () -> Tiles.of(x, 4))
                    .getMessage();
            assertTrue(message.contains("edge is 4: use at least 8"), message);
        }
    }
}
