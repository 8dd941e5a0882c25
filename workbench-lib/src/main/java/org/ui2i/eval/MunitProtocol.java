package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.List;
import org.ui2i.core.Seeds;
import org.ui2i.data.ImageSet;
import org.ui2i.eval.paper.Chunk;
import org.ui2i.eval.paper.Chunk.Group;
import org.ui2i.eval.paper.FeatureNet;
import org.ui2i.eval.paper.FieldValue;
import org.ui2i.eval.paper.NetKind.Form;
import org.ui2i.eval.paper.Side;
import org.ui2i.eval.paper.Tally;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/**
 * How MUNIT is scored (Huang et al. 2018, section 5.2), without real images: LPIPS diversity by pairs of outputs of one input, and
 * CIS and IS by a classifier of the target domain's modes, over outputs of one input. Outputs are scored as they are
 * drawn and then forgotten.
 *
 * @param inputs how many images are translated, evenly spread over the set
 * @param pairs of outputs of each, for LPIPS; each output in a style of its own
 * @param outputs of each, for CIS and IS
 * @param seed of the styles
 */
public record MunitProtocol(int inputs, int pairs, int outputs, long seed) {
    private static final int AT_ONCE = 16; // outputs in one forward pass: bounds the memory

    /** Checks the ranges. */
    public MunitProtocol {
        check(
                inputs >= 1 && pairs >= 1 && outputs >= 2,
                "%d inputs, %d pairs, %d outputs: use 1, 1 and 2 or more",
                inputs,
                pairs,
                outputs);
    }

    /**
     * The paper's: 100 inputs, 19 pairs of each for LPIPS, 100 outputs of each for CIS and IS. The 19 pairs are the first
     * author's word (NVlabs/MUNIT, issue 25); both hundreds could not be confirmed.
     *
     * @return the protocol
     */
    public static MunitProtocol paper() {
        return new MunitProtocol(100, 19, 100, 1);
    }

    /**
     * Draws and scores.
     *
     * @param translator draws
     * @param contents images of the source domain, {@link #inputs} or more
     * @param net AlexNet with LPIPS' weights, or a classifier; fed images of this size
     * @return LPIPS diversity and LPIPS to the input, or CIS and IS
     */
    public List<FieldValue> run(StyleTranslator translator, ImageSet contents, FeatureNet net) {
        check(
                contents.size() >= inputs,
                "%d images, but %d inputs are wanted: give more, or score fewer",
                contents.size(),
                inputs);
        Form form = net.spec().kind().form();
        check(
                form == Form.WEIGHTED_MAPS || form == Form.LOGITS,
                "%s is of kind %s: this protocol needs LPIPS' network or a classifier",
                net.spec().name(),
                net.spec().kind());
        int group = form == Form.LOGITS ? outputs : 2, groups = form == Form.LOGITS ? 1 : pairs;
        Tally tally = Tally.none(net.spec());
        for (int i = 0; i < inputs; i++) {
            int place = (int) ((long) i * contents.size() / inputs);
            tally = tally.merge(one(translator, contents, place, net, group, groups));
        }
        return tally.values(net.spec());
    }

    private Tally one(StyleTranslator translator, ImageSet contents, int place, FeatureNet net, int group, int groups) {
        Tally tally = Tally.none(net.spec());
        int together = Math.max(1, AT_ONCE / group); // groups
        for (int from = 0; from < groups; from += together) {
            int some = Math.min(together, groups - from);
            try (NDManager scope = Tensors.scope()) {
                NDArray x = contents.tensor(scope, place);
                NDArray drawn = draw(translator, x, some * group, Seeds.mix(seed, place, from), scope);
                List<Group> named = Collections.nCopies(some, new Group("", contents.name(place), group));
                tally = tally.add(net, new Chunk(Side.OUTPUT, named, drawn, x.repeat(0, some)));
            }
        }
        return tally;
    }

    private static NDArray draw(StyleTranslator translator, NDArray x, int n, long key, NDManager scope) {
        NDList all = new NDList();
        for (int from = 0; from < n; from += AT_ONCE) {
            int some = Math.min(AT_ONCE, n - from);
            Draws draws = Draws.seeded(key, from, scope);
            all.add(Grad.off(() -> translator.translate(x.repeat(0, some), draws)));
        }
        return NDArrays.concat(all, 0);
    }
}
