package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.ui2i.data.Batch;
import org.ui2i.data.Datasets;
import org.ui2i.data.FolderOptions;
import org.ui2i.tensor.Precision;
import org.ui2i.train.Training;
import org.ui2i.train.Usual;

/**
 * What a training at a paper's scale sets besides the networks' numbers: how own images are cut, how a step fits the memory,
 * how finely it computes.
 *
 * @param resize own images are resized to so many times their size, then a window of the size is cut out at random: 140 pixels
 *     and windows of 128 are 140 / 128; 1 for no windows
 * @param flip whether every second own image, at random, is mirrored
 * @param accumulate parts of a batch whose gradients are averaged, see {@link Training#accumulate}; 1 for whole batches
 * @param precision of convolutions and linear layers
 */
public record Scale(
        @Usual("1.0") double resize,
        @Usual("false") boolean flip,
        @Usual("1") int accumulate,
        @Usual("fp32") Precision precision) {
    /** centre squares, whole batches, float32 */
    public static final Scale USUAL = new Scale(1, false, 1, Precision.FP32);

    /** Checks the ranges. */
    public Scale {
        check(resize >= 1 && resize <= 4, "resize is %s: use 1 (no windows) up to 4 times the size", resize);
        check(accumulate >= 1, "accumulate is %d: use 1 (whole batches) or more parts", accumulate);
    }

    /** A preset's: own images are cut and mirrored, others are as they are. */
    static Scale images(String data, double resize, boolean flip) {
        return Datasets.isOwn(data) ? new Scale(resize, flip, 1, Precision.FP32) : USUAL;
    }

    /** The names that settings have. */
    static List<String> fields() {
        return Arrays.stream(Scale.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** Refuses a batch that cannot be cut, and changes of images that are not the user's own. */
    void checkFits(String data, int batch) {
        check(
                batch % accumulate == 0,
                "batch is %d and accumulate is %d: use a divisor of the batch",
                batch,
                accumulate);
        check(
                data.isEmpty() || Datasets.isOwn(data) || (resize == 1 && !flip),
                "resize is %s and flip is %s, but %s is no folder of own images: use --set resize=1 --set flip=false",
                resize,
                flip,
                data);
    }

    /** Refuses parts of a batch where they would be another training. */
    void checkWhole(String model, String why) {
        check(
                accumulate == 1,
                "accumulate is %d, but %s: %s trains on whole batches, use a smaller one",
                accumulate,
                why,
                model);
    }

    /** How own images are made ready. */
    FolderOptions options(int size) {
        return FolderOptions.of(size).withLoad((int) Math.round(resize * size)).withFlip(flip);
    }

    /** Tells a training how it steps. */
    <B extends Batch> Training<B> on(Training<B> training) {
        return training.accumulate(accumulate).precision(precision);
    }

    /** What is unusual, for the console's line. */
    String remark() {
        return (accumulate == 1 ? "" : ", in " + accumulate + " parts")
                + (precision == Precision.FP32 ? "" : ", " + precision);
    }
}
