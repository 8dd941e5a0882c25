package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * AdaIN parameters by one linear layer a norm (COCO-FUNIT). Each layer gives its norm's gamma - 1, then beta; out come the
 * pieces as {@link AdaIn} cuts them, beta first, then gamma.
 * <pre>(g, beta) = W w + b,  gamma = 1 + g</pre>
 */
public final class StyleHeads extends Part {
    private final List<Linear> heads = new ArrayList<>();

    /**
     * The layers.
     *
     * @param in length of the style vector w
     * @param channels C of each norm, in the decoder's order
     * @param weights where their initial weights come from
     */
    public StyleHeads(int in, List<Integer> channels, Weights weights) {
        for (int c : channels) {
            heads.add(child("head" + heads.size(), new Linear(in, 2 * c, weights)));
        }
    }

    @Override
    public NDArray forward(NDArray w) { // (B, in) -> (B, 2 sum C)
        NDList pieces = new NDList();
        for (Linear head : heads) {
            try (NDArray both = head.forward(w)) { // (B, 2C)
                long channels = both.getShape().get(1) / 2;
                pieces.add(both.get(new NDIndex(":, {}:", channels)));
                try (NDArray g = both.get(new NDIndex(":, :{}", channels))) {
                    pieces.add(g.add(1f));
                }
            }
        }
        try (pieces) {
            return pieces.head().getNDArrayInternal().concat(pieces.subNDList(1), 1);
        }
    }

    @Override
    protected Symbol body(Symbol w) {
        List<Symbol> pieces = new ArrayList<>();
        for (Linear head : heads) {
            Symbol both = head.script(w);
            String half = both.size(1) + " // 2";
            pieces.add(both.torch("slice", 1, half));
            pieces.add(both.torch("slice", 1, 0, half).torch("add", 1.0));
        }
        return Symbol.joined(pieces);
    }
}
