package org.ui2i.models;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.ui2i.nn.Activation;
import org.ui2i.nn.Branch;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Init;
import org.ui2i.nn.Instances;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.StyledSequence;
import org.ui2i.nn.Symbol;
import org.ui2i.nn.Weights;

/**
 * DUNIT's translation between scenes (section 3.2): an auto-encoder a domain, and from A to B a path of their own for objects.
 * The content encoders' last block H is one for both domains, as in DRIT (Lee et al. 2018, section 3.1): what A's encoder says B's
 * decoder must be able to read.
 * <pre>
 * c = H(E_A(x))                content of the whole image
 * g = R_B(c, s)                styled by B's style, at the code's resolution
 * o_n = M R_I(E_I(crop_n x), s)  the same of each object, by encoder and blocks of their own; M is a 1x1 convolution
 * xAB = U_B(g + place(o))      objects added in their boxes, then drawn
 * </pre>
 * M's first weights are near 0: the translation begins as that of the whole image, and objects change it as far as they learn to.
 * From B to A there are no objects: xBA = U_A(R_A(H(E_B(x)), s)).
 */
public final class DunitGenerator extends Part {
    private final MunitGenerator a;
    private final MunitGenerator b;
    private final Part shared;
    private final @Nullable Objects objects;
    private final int side;

    /** E_I and R_I with the MLP that makes their AdaIN parameters, and M. */
    private static final class Objects extends Part {
        private final ContentEncoder content;
        private final StyledSequence blocks;
        private final Mlp mlp;
        private final ConvBlock merge;

        Objects(DunitConfig config, Weights weights) {
            MunitConfig base = config.base();
            content = child("content", new ContentEncoder(base.contentEncoder(base.channelsA()), weights));
            blocks = child(
                    "blocks",
                    StyledSequence.blocks(
                            base.gen().resBlocks(), config.width(), Padding.REFLECT, Branch.PLAIN, weights));
            mlp = child("mlp", new Mlp(base.mlp(blocks.adaInLength()), weights));
            int width = config.width();
            merge = child(
                    "merge",
                    new ConvBlock(
                            new ConvBlock.Config(width, width, 1, 1, 0, Padding.ZERO, Norm.NONE, Activation.NONE),
                            weights.with(Init.SMALL)));
        }

        NDArray features(NDArray crops, NDArray s) {
            try (NDArray c = content.forward(crops);
                    NDArray adain = mlp.forward(s);
                    NDArray styled = blocks.forward(c, adain)) {
                return merge.forward(styled);
            }
        }

        @Override
        public NDArray forward(NDArray x) {
            throw new UnsupportedOperationException("the style is missing: call features(crops, s)");
        }
    }

    /**
     * A generator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public DunitGenerator(DunitConfig config, Weights weights) {
        side = config.side();
        a = child("a", new MunitGenerator(config.base(), config.base().channelsA(), weights));
        b = child("b", new MunitGenerator(config.base(), config.base().channelsB(), weights));
        shared = child("shared", Sequence.residual(1, config.width(), Padding.REFLECT, weights));
        objects = side == 0 ? null : child("objects", new Objects(config, weights));
    }

    /**
     * Content of images of A.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @return H(E_A(x)), (B, f 2^downs, h, w)
     */
    public NDArray contentA(NDArray x) {
        return shared.forward(a.content(x));
    }

    /**
     * Content of images of B.
     *
     * @param x (B, C', H, W) in [-1, 1]
     * @return H(E_B(x)), (B, f 2^downs, h, w)
     */
    public NDArray contentB(NDArray x) {
        return shared.forward(b.content(x));
    }

    /**
     * E_A without H, R_A and U_A.
     *
     * @return domain A's auto-encoder
     */
    public MunitGenerator a() {
        return a;
    }

    /**
     * E_B without H, R_B and U_B.
     *
     * @return domain B's auto-encoder
     */
    public MunitGenerator b() {
        return b;
    }

    /**
     * From A to B.
     *
     * @param x images of A, (B, C, H, W) in [-1, 1]
     * @param c their content, (B, f 2^downs, h, w)
     * @param found their objects
     * @param s styles of B, (B, n)
     * @return images of B, (B, C', H, W) in [-1, 1]
     */
    public NDArray aToB(NDArray x, NDArray c, Instances found, NDArray s) {
        try (NDArray adain = b.adaIn(s)) {
            NDArray global = b.restyle(c, adain);
            if (objects == null || found.count() == 0) {
                return b.draw(global);
            }
            NDArray own = objects.features(found.crop(x, side), found.ofEach(s));
            return b.draw(found.add(global, own));
        }
    }

    /**
     * From B to A.
     *
     * @param c content of images of B, (B, f 2^downs, h, w)
     * @param s styles of A, (B, n)
     * @return images of A, (B, C, H, W) in [-1, 1]
     */
    public NDArray bToA(NDArray c, NDArray s) {
        return a.decode(c, s);
    }

    /**
     * From A to B as a whole, without the objects' own path, as TorchScript.
     *
     * @param x images of A
     * @param s styles of B, (B, n)
     * @return images of B, as {@link #aToB} draws them where no object is found
     */
    public Symbol wholeAToB(Symbol x, Symbol s) {
        return b.decode(shared.script(a.content(x)), s);
    }

    /**
     * From B to A as TorchScript.
     *
     * @param x images of B
     * @param s styles of A, (B, n)
     * @return images of A
     */
    public Symbol bToA(Symbol x, Symbol s) {
        return a.decode(shared.script(b.content(x)), s);
    }

    @Override
    public NDArray forward(NDArray x) {
        throw new UnsupportedOperationException("objects and style are missing: call aToB(x, c, found, s)");
    }
}
