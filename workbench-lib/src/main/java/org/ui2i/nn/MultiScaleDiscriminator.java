package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.tensor.Ops;

/** One patch discriminator a scale, each with its own weights; the image is halved from scale to scale (MUNIT). */
public final class MultiScaleDiscriminator extends Discriminator {
    private final List<PatchDiscriminator> scales = new ArrayList<>();

    /**
     * A discriminator.
     *
     * @param config numbers of each scale's
     * @param count how many scales
     * @param weights where the initial weights come from
     */
    public MultiScaleDiscriminator(PatchDiscriminator.Config config, int count, Weights weights) {
        check(count >= 1, "%d scales: use at least 1", count);
        for (int i = 0; i < count; i++) {
            scales.add(child("scale" + i, new PatchDiscriminator(config, weights)));
        }
    }

    @Override
    public List<NDArray> scores(NDArray x) {
        List<NDArray> maps = new ArrayList<>();
        NDArray scaled = x;
        for (int i = 0; i < scales.size(); i++) {
            maps.add(scales.get(i).forward(scaled));
            if (i + 1 < scales.size()) {
                scaled = replace(scaled, Ops.averagePool3(scaled), x);
            }
        }
        return maps;
    }
}
