package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.List;
import org.ui2i.data.Batch;
import org.ui2i.data.Batches;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.tensor.Draws.Stream;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;

/** Random labelled images for a judge's training, each batch shifted by some pixels. */
final class JudgeData implements Batches<JudgeData.Labelled> {
    /** Images (B, C, H, W) with their classes' numbers (B), int64. */
    record Labelled(NDArray images, NDArray labels, List<String> sources, Step step) implements Batch {}

    private final Images images;
    private final int[] labels;
    private final int batch;
    private final int shift;

    JudgeData(Images images, int[] labels, int batch, int shift) {
        this.images = images;
        this.labels = labels;
        this.batch = Math.min(batch, labels.length);
        this.shift = shift;
    }

    @Override
    public Labelled batch(Step step) {
        int[] chosen = Arrays.copyOf(step.draws().permutation(Stream.ORDER, labels.length), batch);
        NDArray x = images.take(chosen).tensor(step.manager());
        NDArray numbers = step.manager()
                .create(Arrays.stream(chosen).mapToLong(i -> labels[i]).toArray());
        List<String> sources = Arrays.stream(chosen).mapToObj(i -> "image " + i).toList();
        return new Labelled(shifted(x, step), numbers, sources, step);
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
