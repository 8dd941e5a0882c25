package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Non-maximum suppression: of boxes that show the same object only the surest stays. */
public final class Nms {
    private Nms() {}

    /**
     * Keeps a detection if no surer kept one of its class overlaps it too much.
     *
     * @param found detections of one image
     * @param overlap largest IoU of two kept boxes of a class, in [0, 1]
     * @return those kept, the surest first
     */
    public static List<Detection> keep(List<Detection> found, double overlap) {
        check(overlap >= 0 && overlap <= 1, "overlap is %s: use an IoU of 0 to 1", overlap);
        List<Detection> kept = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .filter(d -> kept.stream().noneMatch(k -> same(k, d, overlap)))
                .forEach(kept::add); // in turn: the filter sees what has been kept so far
        return kept;
    }

    private static boolean same(Detection a, Detection b, double overlap) {
        return a.box().label() == b.box().label() && a.box().iou(b.box()) > overlap;
    }
}
