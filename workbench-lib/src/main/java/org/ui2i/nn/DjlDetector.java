package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.output.DetectedObjects;
import ai.djl.modality.cv.output.Rectangle;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.translate.TranslateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ui2i.data.Box;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;

/**
 * Any of DJL's object detectors as a {@link Detector}, such as the model zoo's SSD (which the zoo downloads):
 * <pre>{@code
 * Predictor<Image, DetectedObjects> ssd = Criteria.builder()
 *         .optApplication(Application.CV.OBJECT_DETECTION)
 *         .setTypes(Image.class, DetectedObjects.class)
 *         .build().loadModel().newPredictor();
 * Detector detector = new DjlDetector(ssd::predict, List.of("person", "car"));
 * }</pre>
 */
public final class DjlDetector implements Detector {
    /** A predictor's one method. */
    @FunctionalInterface
    public interface Model {
        /**
         * Looks at an image.
         *
         * @param image red, green, blue
         * @return classes by name, boxes as shares of the image's width and height
         * @throws TranslateException if the model fails
         */
        DetectedObjects predict(Image image) throws TranslateException;
    }

    private final Model model;
    private final List<String> classes;

    /**
     * A detector.
     *
     * @param model such as {@code predictor::predict}
     * @param classes names that count, in the order of the labels; what has another name is left out
     */
    public DjlDetector(Model model, List<String> classes) {
        check(!classes.isEmpty(), "no class: name those of the model's classes that count");
        this.model = model;
        this.classes = List.copyOf(classes);
    }

    @Override
    public List<List<Detection>> detect(NDArray images) { // (B, 3, H, W)
        check(
                images.getShape().dimension() == 4 && images.getShape().get(1) == 3,
                "images have shape %s: use (B, 3, H, W)",
                images.getShape());
        List<List<Detection>> all = new ArrayList<>();
        for (int b = 0; b < images.getShape().get(0); b++) {
            try (NDArray bytes = bytes(images, b)) {
                Image image = ImageFactory.getInstance().fromNDArray(bytes);
                double width = (double) images.getShape().get(3);
                double height = (double) images.getShape().get(2);
                all.add(read(model.predict(image), width, height));
            } catch (TranslateException e) {
                throw new IllegalStateException("the detector failed on image " + b + " of the batch", e);
            }
        }
        return all;
    }

    /** One image as 0..255, (3, H, W). */
    private static NDArray bytes(NDArray images, int b) {
        return Grad.off(() -> {
            try (NDArray x = images.get(b);
                    NDArray shifted = x.add(1f);
                    NDArray scaled = Ops.scale(shifted, 127.5);
                    NDArray rounded = scaled.round();
                    NDArray cut = rounded.clip(0, 255)) {
                return cut.toType(DataType.UINT8, true);
            }
        });
    }

    private List<Detection> read(DetectedObjects objects, double width, double height) {
        List<Detection> found = new ArrayList<>();
        for (int i = 0; i < objects.getNumberOfObjects(); i++) {
            DetectedObjects.DetectedObject object = objects.item(i);
            int label = classes.indexOf(object.getClassName());
            Rectangle at = object.getBoundingBox().getBounds();
            if (label >= 0 && at.getWidth() > 0 && at.getHeight() > 0) {
                double x = at.getX() * width, y = at.getY() * height;
                Box box = new Box(label, x, y, x + at.getWidth() * width, y + at.getHeight() * height);
                found.add(new Detection(box, object.getProbability()));
            }
        }
        found.sort(Comparator.comparingDouble(Detection::score).reversed());
        return found;
    }
}
