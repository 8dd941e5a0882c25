package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.Box;
import org.ui2i.nn.Detection;

/**
 * How well a detector finds objects. Of each class's detections over all images, the surest first, one counts as right
 * if it overlaps a true box of its class, not yet taken, by IoU 0.5 or more (the one it overlaps most).
 * <pre>precision = right / detections,  recall = right / true boxes,  both over the first n detections
 * AP = area under precision over recall, precision made falling from the right</pre>
 * A part of the true boxes (small ones, say) is scored with the rest ignored: who finds one of the rest is neither
 * right nor wrong, and a detection that hits nothing counts if it would belong to the part itself.
 */
public final class AveragePrecision {
    private static final double LEAST_IOU = 0.5;

    private AveragePrecision() {}

    /** A detection of one class and where it comes from. */
    private record Found(int image, Detection detection) {}

    /**
     * Mean over the classes that have true boxes.
     *
     * @param found what a detector found in each image, with low scores too: the area needs them
     * @param truth what is there
     * @return in [0, 1]
     */
    public static double mean(List<List<Detection>> found, List<List<Box>> truth) {
        return mean(found, truth, box -> true);
    }

    /**
     * Mean over the classes that have true boxes of a part, such as {@code box -> box.band() == SizeBand.SMALL}.
     *
     * @param found what a detector found in each image
     * @param truth what is there
     * @param part which boxes count
     * @return in [0, 1]; NaN if the part is empty
     */
    public static double mean(List<List<Detection>> found, List<List<Box>> truth, Predicate<Box> part) {
        return truth.stream()
                .flatMap(List::stream)
                .filter(part)
                .mapToInt(Box::label)
                .distinct()
                .mapToDouble(label -> ofClass(found, truth, label, part))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * One class.
     *
     * @param found what a detector found in each image
     * @param truth what is there
     * @param label the class
     * @return in [0, 1]; NaN if there is no true box of the class
     */
    public static double ofClass(List<List<Detection>> found, List<List<Box>> truth, int label) {
        return ofClass(found, truth, label, box -> true);
    }

    private static double ofClass(List<List<Detection>> found, List<List<Box>> truth, int label, Predicate<Box> part) {
        check(found.size() == truth.size(), "detections of %d images, truth of %d", found.size(), truth.size());
        List<List<Box>> open = truth.stream()
                .map(boxes -> new ArrayList<>(
                        boxes.stream().filter(b -> b.label() == label).toList()))
                .map(boxes -> (List<Box>) boxes)
                .toList();
        long all = open.stream().flatMap(List::stream).filter(part).count();
        List<Boolean> right = new ArrayList<>();
        for (Found next : sorted(found, label)) {
            Box hit = nearest(next.detection.box(), open.get(next.image));
            if (hit != null) {
                open.get(next.image).remove(hit);
            }
            if (part.test(hit != null ? hit : next.detection.box())) {
                right.add(hit != null);
            }
        }
        return all == 0 ? Double.NaN : area(right, all);
    }

    private static List<Found> sorted(List<List<Detection>> found, int label) {
        List<Found> all = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            for (Detection detection : found.get(i)) {
                if (detection.box().label() == label) {
                    all.add(new Found(i, detection));
                }
            }
        }
        all.sort(Comparator.comparingDouble((Found f) -> f.detection.score()).reversed());
        return all;
    }

    private static @Nullable Box nearest(Box box, List<Box> open) {
        return open.stream()
                .filter(b -> b.iou(box) >= LEAST_IOU)
                .max(Comparator.comparingDouble(b -> b.iou(box)))
                .orElse(null);
    }

    /** Each right detection is a step of 1 / all in recall, at the best precision from there on. */
    private static double area(List<Boolean> right, long all) {
        double[] precision = new double[right.size()];
        int hits = 0;
        for (int i = 0; i < precision.length; i++) {
            hits += right.get(i) ? 1 : 0;
            precision[i] = (double) hits / (i + 1);
        }
        double best = 0, sum = 0;
        for (int i = precision.length - 1; i >= 0; i--) {
            best = Math.max(best, precision[i]);
            sum += right.get(i) ? best : 0;
        }
        return sum / all;
    }
}
