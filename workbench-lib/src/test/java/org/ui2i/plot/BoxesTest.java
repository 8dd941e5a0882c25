package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Box;
import org.ui2i.tensor.Tensors;

class BoxesTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void framesLieOnTheEdgesOfTheBoxes() {
        NDArray black = manager.full(new Shape(2, 3, 16, 16), -1f);
        List<BufferedImage> two = Boxes.on(black, List.of(List.of(new Box(1, 4, 2, 12, 10)), List.of()), 4);
        assertEquals(64, two.get(0).getWidth());
        int edge = two.get(0).getRGB(32, 8); // on the upper edge, y = 4 * 2
        assertEquals(Sheet.colour(1).getRed(), edge >> 16 & 255, 40);
        assertEquals(0xFF000000, two.get(0).getRGB(32, 24), "inside");
        assertEquals(0xFF000000, two.get(0).getRGB(4, 4), "outside");
        assertEquals(0xFF000000, two.get(1).getRGB(32, 8), "no box, no frame");
    }

    @Test
    void countsMustAgree() {
        NDArray x = manager.zeros(new Shape(2, 1, 8, 8));
        assertThrows(IllegalArgumentException.class, () -> Boxes.on(x, List.of(List.of()), 3));
        assertThrows(IllegalArgumentException.class, () -> Boxes.on(x, List.of(List.of(), List.of()), 0));
    }
}
