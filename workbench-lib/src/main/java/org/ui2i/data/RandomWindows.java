package org.ui2i.data;

import java.util.ArrayList;
import java.util.List;
import org.ui2i.core.Seeds;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Step;

/**
 * Where a step's images are cut out of larger ones.
 *
 * @param slack by how many pixels the images are larger than the windows
 * @param flip whether every second one, at random, is mirrored
 */
record RandomWindows(int slack, boolean flip) {
    /** One window an image, as a function of (seed, AUGMENTATION, step, domain). */
    List<ImageSet.Window> of(int[] indices, int domain, Step step) {
        long key = Seeds.mix(step.seed(), Draws.Stream.AUGMENTATION.ordinal(), step.number(), 0, domain);
        List<ImageSet.Window> windows = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            int top = (int) (Seeds.uniform(key, 3L * i) * (slack + 1));
            int left = (int) (Seeds.uniform(key, 3L * i + 1) * (slack + 1));
            boolean mirrored = flip && Seeds.uniform(key, 3L * i + 2) < 0.5;
            windows.add(new ImageSet.Window(indices[i], top, left, mirrored));
        }
        return windows;
    }
}
