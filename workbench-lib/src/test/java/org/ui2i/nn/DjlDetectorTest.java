package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.output.DetectedObjects;
import ai.djl.modality.cv.output.Rectangle;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslateException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Box;
import org.ui2i.tensor.Tensors;

/** The seam to DJL's detectors with a model that only pretends: loading the real one needs the network. */
class DjlDetectorTest {
    private final NDManager manager = Tensors.scope();
    private final List<Image> seen = new ArrayList<>();

    @AfterEach
    void close() {
        manager.close();
    }

    private DetectedObjects fake(Image image) {
        seen.add(image);
        return new DetectedObjects(
                List.of("car", "dog", "person"),
                List.of(0.4, 0.9, 0.8),
                List.of(new Rectangle(0.25, 0.5, 0.5, 0.25), new Rectangle(0, 0, 1, 1), new Rectangle(0, 0, 0.5, 1)));
    }

    @Test
    void sharesBecomePixelsAndNamesBecomeLabels() {
        Detector detector = new DjlDetector(this::fake, List.of("person", "car"));
        List<List<Detection>> found = detector.detect(manager.zeros(new Shape(2, 3, 16, 32)));
        assertEquals(2, found.size());
        assertEquals(
                List.of(new Detection(new Box(0, 0, 0, 16, 16), 0.8), new Detection(new Box(1, 8, 8, 24, 12), 0.4)),
                found.get(1)); // the dog is no class of ours
        assertEquals(
                List.of(new Box(0, 0, 0, 16, 16), new Box(1, 8, 8, 24, 12)),
                Detection.boxes(found).get(0));
    }

    @Test
    void theModelSeesTheImageInBytes() {
        NDArray x =
                Tensors.of(manager, new float[] {-1, 0, 1, 1.5f, -1, -1, -1, -1, 1, 1, 1, 1}, new Shape(1, 3, 2, 2));
        new DjlDetector(this::fake, List.of("car")).detect(x);
        Image image = seen.get(0);
        assertEquals(2, image.getWidth());
        int[] rgb = image.toNDArray(manager).toType(DataType.INT32, true).toIntArray(); // (H, W, 3)
        assertArrayEquals(new int[] {0, 0, 255, 128, 0, 255, 255, 0, 255, 255, 0, 255}, rgb);
    }

    @Test
    void failuresNameTheImage() {
        Detector broken = new DjlDetector(
                image -> {
                    throw new TranslateException("no");
                },
                List.of("car"));
        NDArray x = manager.zeros(new Shape(1, 3, 8, 8));
        assertThrows(IllegalStateException.class, () -> broken.detect(x));
        assertThrows(IllegalArgumentException.class, () -> broken.detect(manager.zeros(new Shape(1, 1, 8, 8))));
        assertThrows(IllegalArgumentException.class, () -> new DjlDetector(this::fake, List.of()));
    }
}
