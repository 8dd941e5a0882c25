package org.ui2i.data;

import java.util.List;
import java.util.stream.Stream;
import org.ui2i.tensor.Step;

/**
 * Three batches of one step; at each place the three images have three different labels, so that a triple of two images
 * and the change between their labels becomes a wrong one when any of the three is exchanged for the third batch's
 * (RelGAN).
 *
 * @param a images that are changed
 * @param b images with the attributes that are asked for
 * @param c further images, for wrong triples
 */
public record LabelledTriple(LabelledBatch a, LabelledBatch b, LabelledBatch c) implements Batch {
    @Override
    public Step step() {
        return a.step();
    }

    @Override
    public List<String> sources() {
        return Stream.of(a, b, c).flatMap(batch -> batch.sources().stream()).toList();
    }
}
