package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ui2i.data.Batch;
import org.ui2i.data.Batches;
import org.ui2i.data.ImageSet;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.tensor.Draws.Stream;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;

/** Random labelled images for a judge's training, each batch shifted by some pixels. */
final class JudgeData implements Batches<JudgeData.Labelled> {
    /** Images (B, C, H, W) with their classes' numbers (B), int64. */
    record Labelled(NDArray images, NDArray labels, List<String> sources, Step step) implements Batch {}

    private final List<ImageSet> sets;
    private final int[] labels;
    private final int batch;
    private final int shift;

    JudgeData(List<ImageSet> sets, int[] labels, int batch, int shift, int edge) {
        for (ImageSet set : sets) {
            check(
                    set.width() == edge
                            && set.height() == edge
                            && set.channels() == sets.get(0).channels(),
                    "a judge's images are %d x %d of %d planes here, %d x %d of %d there: use one size",
                    set.width(),
                    set.height(),
                    set.channels(),
                    edge,
                    edge,
                    sets.get(0).channels());
        }
        this.sets = sets;
        this.labels = labels;
        this.batch = Math.min(batch, labels.length);
        this.shift = shift;
    }

    @Override
    public Labelled batch(Step step) {
        int[] chosen = Arrays.copyOf(step.draws().permutation(Stream.ORDER, labels.length), batch);
        NDList images = new NDList();
        List<String> sources = new ArrayList<>();
        for (int index : chosen) {
            int i = index, set = 0;
            while (i >= sets.get(set).size()) {
                i -= sets.get(set++).size();
            }
            images.add(sets.get(set).tensor(step.manager(), i));
            sources.add(sets.get(set).name(i));
        }
        long[] numbers = Arrays.stream(chosen).mapToLong(i -> labels[i]).toArray();
        return new Labelled(
                shifted(NDArrays.concat(images), step), step.manager().create(numbers), sources, step);
    }

    private NDArray shifted(NDArray x, Step step) {
        if (shift == 0) {
            return x;
        }
        long edge = x.getShape().get(2);
        int top = step.draws().permutation(Stream.AUGMENTATION, 2 * shift + 1)[0];
        int left = step.draws().permutation(Stream.AUGMENTATION, 2 * shift + 1)[0];
        return Ops.replicationPad(x, shift)
                .get(new NDIndex(":, :, " + top + ":" + (top + edge) + ", " + left + ":" + (left + edge)));
    }

    LossTerms loss(NDArray logits, Labelled x) {
        return LossTerms.of(LossWeights.none().with("cross_entropy", 1))
                .add("cross_entropy", Ops.crossEntropy(logits, x.labels));
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public String hash() {
        return "judge";
    }
}
