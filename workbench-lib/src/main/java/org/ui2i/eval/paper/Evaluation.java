package org.ui2i.eval.paper;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.ImageSet;
import org.ui2i.data.OwnImages;
import org.ui2i.eval.paper.Chunk.Group;
import org.ui2i.tensor.Tensors;

/**
 * Images from files through one network, a few at a time. A large evaluation is run in parts: each part's items give a
 * {@link Tally}, the tallies merge, and {@link Tally#values} of the whole are the scores.
 */
public final class Evaluation {
    private static final int AT_ONCE = 32; // images in one forward pass: bounds the memory

    private Evaluation() {}

    /**
     * Tallies items in order.
     *
     * @param net the network
     * @param items which images
     * @param leftOut is told the name of each item that has an unreadable image, and why; such an item counts nowhere
     * @return of this part alone
     */
    public static Tally tally(FeatureNet net, List<Item> items, BiConsumer<String, String> leftOut) {
        Tally tally = Tally.none(net.spec());
        List<Decoded> waiting = new ArrayList<>();
        int images = 0;
        for (Item item : items) {
            if (!waiting.isEmpty() && (images + item.images().size() > AT_ONCE || !alike(waiting.get(0).item, item))) {
                tally = tally(net, tally, waiting);
                waiting.clear();
                images = 0;
            }
            Decoded decoded = decoded(item, net.spec().size(), leftOut);
            if (decoded != null) {
                waiting.add(decoded);
                images += item.images().size();
            }
        }
        return waiting.isEmpty() ? tally : tally(net, tally, waiting);
    }

    /** Whether two items may share a chunk. */
    private static boolean alike(Item a, Item b) {
        return a.side() == b.side() && a.input().isEmpty() == b.input().isEmpty();
    }

    private record Decoded(Item item, ImageSet images, @Nullable ImageSet input) {
        NDArray tensor(NDManager manager) {
            return images.all(manager);
        }
    }

    private static @Nullable Decoded decoded(Item item, int size, BiConsumer<String, String> leftOut) {
        FolderOptions options = FolderOptions.of(size);
        try {
            ImageSet images =
                    OwnImages.read(item.images().stream().map(Path::of).toList(), options);
            ImageSet input = item.input().isEmpty() ? null : OwnImages.read(List.of(Path.of(item.input())), options);
            return new Decoded(item, images, input);
        } catch (OwnImages.Unreadable e) {
            leftOut.accept(item.name(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Tally tally(FeatureNet net, Tally before, List<Decoded> some) {
        try (NDManager scope = Tensors.scope()) {
            NDList images = new NDList(), inputs = new NDList();
            List<Group> groups = new ArrayList<>();
            for (Decoded one : some) {
                images.add(one.tensor(scope));
                groups.add(new Group(one.item.target(), one.item.name(), one.images.size()));
                if (one.input != null) {
                    inputs.add(one.input.all(scope));
                }
            }
            Side side = some.get(0).item.side();
            NDArray from = inputs.isEmpty() ? null : NDArrays.concat(inputs, 0);
            return before.add(net, new Chunk(side, groups, NDArrays.concat(images, 0), from));
        }
    }
}
