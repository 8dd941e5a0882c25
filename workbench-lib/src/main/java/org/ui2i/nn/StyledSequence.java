package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Styled parts one after the other; each takes its piece of the AdaIN parameters, in order. */
public class StyledSequence extends StyledPart {
    private final List<StyledPart> styled = new ArrayList<>();

    /** No parts yet. */
    protected StyledSequence() {}

    /**
     * Residual blocks with {@link AdaIn}, such as those at the start of {@link AdaInDecoder}.
     *
     * @param blocks how many
     * @param channels C, in and out
     * @param padding at the borders
     * @param branch how their branches end
     * @param weights where their initial weights come from
     * @return the blocks in sequence
     */
    public static StyledSequence blocks(int blocks, int channels, Padding padding, Branch branch, Weights weights) {
        StyledSequence sequence = new StyledSequence();
        for (int i = 0; i < blocks; i++) {
            sequence.then("res" + i, new AdaInResBlock(channels, padding, branch, weights));
        }
        return sequence;
    }

    /** Adds a part. */
    final void then(String name, StyledPart part) {
        styled.add(child(name, part));
    }

    @Override
    public final List<Integer> normChannels() {
        return styled.stream().flatMap(part -> part.normChannels().stream()).toList();
    }

    @Override
    public NDArray forward(NDArray x, NDArray adain) { // (B, C, H, W), (B, N)
        check(
                adain.getShape().dimension() == 2 && adain.getShape().get(1) == adaInLength(),
                "the decoder takes (B, %d) AdaIN parameters but got %s: give the MLP that many outputs",
                adaInLength(),
                adain.getShape());
        NDArray h = x;
        long from = 0;
        for (StyledPart part : styled) {
            try (NDArray piece = AdaIn.slice(adain, from, part.adaInLength())) {
                h = replace(h, part.forward(h, piece), x);
            }
            from += part.adaInLength();
        }
        return h;
    }

    @Override
    Symbol body(Symbol x, Symbol adain) {
        Symbol h = x;
        int from = 0;
        for (StyledPart part : styled) {
            h = part.script(h, adain.torch("slice", 1, from, from + part.adaInLength()));
            from += part.adaInLength();
        }
        return h;
    }
}
