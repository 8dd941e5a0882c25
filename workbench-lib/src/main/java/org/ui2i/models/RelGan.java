package org.ui2i.models;

import static org.ui2i.loss.Losses.l1;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ui2i.data.LabelledTriple;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.loss.Penalties;
import org.ui2i.nn.Init;
import org.ui2i.nn.RelativeDiscriminator;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;

/**
 * RelGAN: multi-domain image-to-image translation via relative attributes (Wu, Lin, Chang, Liao; ICCV 2019; arXiv
 * 1908.07269). The generator is told what to change, not what the image shall be: what is not named stays.
 *
 * <pre>
 * (x, a), (y, b), (z, c)   images and their attributes, three different ones
 * v = b - a                the change asked for;   v = 0 changes nothing
 * xBar = G(x, v)           x0 = G(x, 0)            xAlpha = G(x, alpha v), alpha ~ U[0, 1) an image
 * D_R(x), D_M(x, y, v)     is x real? do x, y and v match?
 * D_I(x)                   how far is x between two images: 0 at an end, 1/2 in the middle
 * real, fake, fool         the adversarial loss's three faces, see GanLoss
 *
 * min over D   real D_R(y) + fake D_R(xBar) + l_gp (|grad sum D_R(xHat)| - 1)^2,  xHat between y and xBar
 *              + l_match (real D_M(x, y, v) + fake D_M(x, xBar, v) + fake D_M(z, y, v) + fake D_M(x, z, v)
 *                         + fake D_M(x, y, c - a) + fake D_M(x, y, b - c))
 *              + l_interp ((D_I(xAlpha) - min(alpha, 1 - alpha))^2 + D_I(alpha &lt; 1/2 ? x0 : xBar)^2)
 * min over G   fool D_R(xBar) + l_match fool D_M(x, xBar, v) + l_interp D_I(xAlpha)^2
 *              + l_cycle L1(G(xBar, -v), x) + l_self L1(x0, x) + l_ortho sum |W^T W o (1 - I)|^2
 * </pre>
 *
 * The players alternate, D first; xBar and x0 of D's step serve G's. Shares are drawn from {@link Draws.Stream#NOISE}.
 * A term of weight 0 is not computed.
 */
public class RelGan {
    private static final String CHANGED = "xBar", KEPT = "x0";
    private final RelGanConfig config;
    private final ResNetGenerator gen;
    private final RelativeDiscriminator dis;

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public RelGan(RelGanConfig config, long seed) {
        this.config = config;
        Weights w = Weights.seeded(seed, Init.KAIMING);
        gen = new ResNetGenerator(config.generator(), w);
        dis = new RelativeDiscriminator(config.discriminator(), w);
    }

    /**
     * The numbers.
     *
     * @return the configuration
     */
    public RelGanConfig config() {
        return config;
    }

    /**
     * G.
     *
     * @return the generator
     */
    public ResNetGenerator gen() {
        return gen;
    }

    /**
     * D.
     *
     * @return the discriminator of all three questions
     */
    public RelativeDiscriminator dis() {
        return dis;
    }

    /**
     * D's objective; the generator only supplies images.
     *
     * @param x a batch
     * @return the terms gan_real, gan_fake and, unless their weight is 0, match, interp, gp
     */
    public LossTerms discriminator(LabelledTriple x) {
        return Grad.on(() -> {
            GanLoss gan = config.gan();
            LossWeights weights = config.weights().discriminator();
            NDArray xBar = Grad.detach(x.step().once(this, CHANGED, () -> changed(x)));
            List<NDArray> h = dis.featuresEach(
                    weights.counts("match")
                            ? List.of(x.b().x(), xBar, x.a().x(), x.c().x())
                            : List.of(x.b().x(), xBar));
            NDArray hY = h.get(0), hBar = h.get(1);
            LossTerms terms = LossTerms.of(weights)
                    .add("gan_real", gan.real(dis.real(hY)))
                    .add("gan_fake", gan.fake(dis.real(hBar)));
            if (weights.counts("match")) {
                terms.add("match", matches(x, hY, hBar, h.get(2), h.get(3)));
            }
            if (weights.counts("interp")) {
                terms.add("interp", between(x, hBar));
            }
            return weights.counts("gp") ? terms.add("gp", penalty(x, xBar)) : terms;
        });
    }

    /** xBar with its graph: D's step needs the image, G's step right after it needs both. */
    private NDArray changed(LabelledTriple x) {
        return gen.draw(x.a().x(), change(x));
    }

    private NDArray kept(LabelledTriple x) {
        return gen.draw(x.a().x(), x.a().label().zerosLike());
    }

    private static NDArray change(LabelledTriple x) {
        return x.b().label().sub(x.a().label());
    }

    /** The right triple, the generator's, and those with one of the right one's four exchanged. */
    private NDArray[] matches(LabelledTriple x, NDArray hY, NDArray hBar, NDArray hX, NDArray hZ) {
        GanLoss gan = config.gan();
        NDArray v = change(x), c = x.c().label();
        return new NDArray[] {
            gan.real(dis.match(hX, hY, v)),
            gan.fake(dis.match(hX, hBar, v)),
            gan.fake(dis.match(hZ, hY, v)),
            gan.fake(dis.match(hX, hZ, v)),
            gan.fake(dis.match(hX, hY, c.sub(x.a().label()))),
            gan.fake(dis.match(hX, hY, x.b().label().sub(c)))
        };
    }

    private NDArray between(LabelledTriple x, NDArray hBar) {
        NDArray x0 = Grad.detach(x.step().once(this, KEPT, () -> kept(x)));
        NDArray alpha = share(x, new Shape(1)), far = alpha.gte(0.5f).toType(DataType.FLOAT32, false); // (B, 1)
        NDArray xAlpha = Grad.off(() -> part(x, alpha));
        List<NDArray> h = dis.featuresEach(List.of(xAlpha, x0));
        NDArray answer = dis.interpolation(h.get(0));
        NDArray d0 = dis.interpolation(h.get(1)), dV = dis.interpolation(hBar);
        NDArray end = d0.add(far.mul(dV.sub(d0)));
        NDArray truth = alpha.minimum(alpha.neg().add(1f));
        return answer.sub(truth).square().add(end.square()).mean();
    }

    /** xAlpha. */
    private NDArray part(LabelledTriple x, NDArray alpha) {
        return gen.draw(x.a().x(), change(x).mul(alpha));
    }

    /** Shares, one an image: (B) and then such a shape. */
    private static NDArray share(LabelledTriple x, Shape behind) {
        Shape images = new Shape(x.a().x().getShape().get(0));
        return x.step().draws().uniform(Draws.Stream.NOISE, images.addAll(behind));
    }

    private NDArray penalty(LabelledTriple x, NDArray xBar) {
        NDArray xHat = Penalties.mixture(mixedWithFakes(x), xBar, share(x, new Shape(1, 1, 1)));
        return Penalties.gradient(dis.forward(xHat).sum(), xHat);
    }

    /**
     * The real images that the gradient penalty mixes with translations.
     *
     * @param x a batch
     * @return y, the images that D_R is shown as real
     */
    protected NDArray mixedWithFakes(LabelledTriple x) {
        return x.b().x();
    }

    /**
     * G's objective.
     *
     * @param x a batch
     * @return the term gan and, unless their weight is 0, match, self, cycle, interp, ortho
     */
    public LossTerms generator(LabelledTriple x) {
        LossWeights weights = config.weights().generator();
        NDArray xBar = x.step().last(this, CHANGED, () -> changed(x)), v = change(x), image = x.a().x();
        NDArray hBar = dis.features(xBar);
        LossTerms terms = LossTerms.of(weights).add("gan", config.gan().fool(dis.real(hBar)));
        if (weights.counts("match")) {
            NDArray hX = Grad.off(() -> dis.features(image));
            terms.add("match", config.gan().fool(dis.match(hX, hBar, v)));
        }
        if (weights.counts("self")) {
            terms.add("self", l1(x.step().last(this, KEPT, () -> kept(x)), image));
        }
        if (weights.counts("cycle")) {
            terms.add("cycle", l1(gen.draw(xBar, v.neg()), image));
        }
        if (weights.counts("interp")) {
            NDArray xAlpha = part(x, share(x, new Shape(1)));
            terms.add("interp", dis.interpolation(dis.features(xAlpha)).square().mean());
        }
        return weights.counts("ortho")
                ? terms.add("ortho", Penalties.orthogonal(gen.weights().values()))
                : terms;
    }

    /**
     * Changes images' attributes, each image normalised without the others: by the running statistics.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @param v changes of the attributes, (1, n), or one an image, (B, n); alpha v changes by a share
     * @return (B, C, H, W) in [-1, 1]
     */
    public NDArray translate(NDArray x, NDArray v) {
        NDArray each = FewShotModel.oneEach(x, v);
        return Grad.off(() -> gen.evaluate(() -> gen.draw(x, each)));
    }
}
