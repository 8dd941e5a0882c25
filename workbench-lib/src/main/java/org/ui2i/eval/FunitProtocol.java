package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Seeds;
import org.ui2i.data.ImageSet;
import org.ui2i.eval.paper.Average;
import org.ui2i.eval.paper.Chunk;
import org.ui2i.eval.paper.Chunk.Group;
import org.ui2i.eval.paper.FeatureNet;
import org.ui2i.eval.paper.FieldScore;
import org.ui2i.eval.paper.FieldValue;
import org.ui2i.eval.paper.NetSpec;
import org.ui2i.eval.paper.Side;
import org.ui2i.eval.paper.Tally;
import org.ui2i.eval.paper.VectorTally;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/**
 * How FUNIT is scored (Liu et al. 2019, section 4): many outputs in every target class, each of a random content image and K
 * random images of the class. Top-1 and top-5 accuracy and IS by a classifier of all classes and by one of the target classes,
 * DIPD, and mFID, the mean over the target classes. Outputs are scored as they are drawn and then forgotten; class by
 * class, so that the memory does not grow with their number.
 *
 * @param outputs in each target class
 * @param shots K, images that show the class
 * @param batch outputs in one forward pass
 * @param seed of contents and class images
 */
public record FunitProtocol(int outputs, int shots, int batch, long seed) {
    /** Checks the ranges. */
    public FunitProtocol {
        check(
                outputs >= 2 && shots >= 1 && batch >= 1,
                "%d outputs of %d shots, %d at once: use 2, 1 and 1 or more",
                outputs,
                shots,
                batch);
    }

    /**
     * The paper's: 25,000 outputs a class.
     *
     * @param shots K: 1, 5, 10, 15 or 20 in the paper's table
     * @return the protocol
     */
    public static FunitProtocol paper(int shots) {
        return new FunitProtocol(25_000, shots, 16, 1);
    }

    /**
     * Draws and scores.
     *
     * @param translator draws
     * @param contents images of the source classes, best such as no training saw: whether the paper's were is not confirmed
     * @param targets real images by target class, K or more of each; a classifier's spec names the classes so
     * @param nets Inception's pool3 for mFID, VGG for DIPD, the two classifiers; any of them, each fed images of this size
     * @return the scores of all target classes, network by network
     */
    public List<FieldValue> run(
            FewShotTranslator translator,
            ImageSet contents,
            SortedMap<String, ImageSet> targets,
            List<FeatureNet> nets) {
        check(!targets.isEmpty() && contents.size() > 0, "no target class or no content image: give one or more");
        targets.forEach((name, images) -> check(
                images.size() >= Math.max(2, shots),
                "class %s has %d images, and %d are needed: leave it out, or use fewer shots",
                name,
                images.size(),
                Math.max(2, shots)));
        Map<FeatureNet, Sum> sums = new LinkedHashMap<>();
        nets.forEach(net -> sums.put(net, Sum.none(net)));
        targets.forEach((name, images) -> {
            Map<FeatureNet, Tally> seen = oneClass(translator, contents, name, images, nets);
            sums.replaceAll((net, sum) -> sum.add(seen.getOrDefault(net, Tally.none(net.spec()))));
        });
        List<FieldValue> values = new ArrayList<>();
        sums.forEach((net, sum) -> values.addAll(sum.values(net.spec(), (long) outputs * targets.size())));
        return values;
    }

    private Map<FeatureNet, Tally> oneClass(
            FewShotTranslator translator, ImageSet contents, String name, ImageSet shown, List<FeatureNet> nets) {
        Map<FeatureNet, Tally> seen = new LinkedHashMap<>();
        nets.forEach(net -> seen.put(net, Tally.none(net.spec())));
        long key = Seeds.mix(seed, Seeds.mix(name.chars().asLongStream().toArray()));
        for (int from = 0; from < shown.size(); from += batch) {
            int[] some =
                    IntStream.range(from, Math.min(shown.size(), from + batch)).toArray();
            try (NDManager scope = Tensors.scope()) {
                take(seen, Side.REAL, groups(name, some), shown.tensor(scope, some), null);
            }
        }
        for (int from = 0; from < outputs; from += batch) {
            int[] some = IntStream.range(from, Math.min(outputs, from + batch)).toArray();
            try (NDManager scope = Tensors.scope()) {
                NDArray x = contents.tensor(scope, contents(key, some, contents.size()));
                NDArray y = shown.tensor(scope, shots(key, some, shown.size()));
                NDArray classImages = y.reshape(
                        new Shape(some.length, shots).addAll(x.getShape().slice(1)));
                NDArray drawn = Grad.off(() -> translator.translate(x, classImages));
                take(seen, Side.OUTPUT, groups(name, some), drawn, x);
            }
        }
        return seen;
    }

    private static void take(
            Map<FeatureNet, Tally> seen, Side side, List<Group> groups, NDArray images, @Nullable NDArray inputs) {
        Chunk chunk = new Chunk(side, groups, images, inputs);
        seen.replaceAll((net, tally) -> tally.add(net, chunk));
    }

    private static List<Group> groups(String name, int[] numbers) {
        return IntStream.of(numbers)
                .mapToObj(i -> new Group(name, String.valueOf(i), 1))
                .toList();
    }

    private static int[] contents(long key, int[] numbers, int size) {
        return IntStream.of(numbers)
                .map(i -> (int) (Seeds.uniform(key, i) * size))
                .toArray();
    }

    /** K different images for each. */
    private int[] shots(long key, int[] numbers, int size) {
        return IntStream.of(numbers)
                .flatMap(i ->
                        IntStream.of(Seeds.permutation(Seeds.mix(key, i), size)).limit(shots))
                .toArray();
    }

    /** A network's scores over classes: its Gaussians are used and dropped after each class, all else is summed. */
    private record Sum(Average frechet, long real, Tally tally) {
        static Sum none(FeatureNet net) {
            return new Sum(Average.NONE, 0, Tally.none(net.spec()));
        }

        Sum add(Tally one) {
            return one instanceof VectorTally vectors
                    ? new Sum(frechet.add(vectors.frechet()), real + vectors.images(Side.REAL), tally)
                    : new Sum(frechet, real, tally.merge(one));
        }

        List<FieldValue> values(NetSpec net, long outputs) {
            return frechet.n() == 0
                    ? tally.values(net)
                    : List.of(new FieldValue(FieldScore.MEAN_FID, frechet.value(), real, outputs, net));
        }
    }
}
