package org.ui2i.models;

import static org.ui2i.core.Check.check;
import static org.ui2i.loss.Losses.featureMatching;
import static org.ui2i.loss.Losses.l1;
import static org.ui2i.loss.Losses.r1;
import static org.ui2i.models.FewShotGenerator.flat;
import static org.ui2i.models.FewShotGenerator.meanOfK;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.data.FewShotPair;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.ClassDiscriminator;
import org.ui2i.nn.ClassDiscriminator.Judgement;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;

/**
 * A few-shot model: the game that FUNIT and COCO-FUNIT play with different networks.
 *
 * <pre>
 * x, cX      content image and its class;   y_1..y_K, cY   images of the class to draw it in
 * zX         content code Ex(x);            zY             class code, the mean of Ey(y_k)
 * xBar       translation Fx(zX, zY);        xRecon         Fx(zX, Ey(x)), K = 1 and the same image
 * D^c, Df    D's map of class c, its features before the maps
 * </pre>
 *
 * The players alternate, D first. A moving average of G translates.
 *
 * @param <G> the generator
 * @param <D> the discriminator
 */
public abstract class FewShotModel<G extends FewShotGenerator, D extends ClassDiscriminator> {
    private static final GanLoss GAN = GanLoss.HINGE;
    private final G gen;
    private final G genTest;
    private final D dis;
    private final Rules rules;

    /**
     * How the game is counted. A term without a weight is not computed.
     *
     * @param generator lambdas of G's terms
     * @param discriminator lambdas of D's terms
     * @param penalty which score r1 differentiates
     */
    record Rules(LossWeights generator, LossWeights discriminator, FunitConfig.Penalty penalty) {}

    /** A game of fresh networks; genTest is overwritten. */
    FewShotModel(G gen, G genTest, D dis, Rules rules) {
        this.gen = gen;
        this.genTest = genTest;
        this.dis = dis;
        this.rules = rules;
        genTest.load(gen.state());
    }

    /**
     * G, which is trained.
     *
     * @return the generator
     */
    public final G gen() {
        return gen;
    }

    /**
     * G's moving average, which translates; training moves it ({@code train.Ema}).
     *
     * @return the generator for tests
     */
    public final G genTest() {
        return genTest;
    }

    /**
     * D.
     *
     * @return the discriminator
     */
    public final D dis() {
        return dis;
    }

    /**
     * D's objective: the class images are real, the translation, made without a way back to G, is not.
     *
     * @param x a batch
     * @return the terms gan_real, gan_fake and, if it has a weight above 0, r1
     */
    public LossTerms discriminator(FewShotPair x) {
        return Grad.on(() -> {
            NDArray y = Grad.detach(flat(x.classImages())); // (B K, C, H, W)
            y.setRequiresGradient(true);
            NDArray xBar = Grad.detach(x.step().once(this, "xBar", () -> translation(x)));
            NDArray fake =
                    dis.judge(xBar, x.classClass()).score(); // before the real ones: spectral norms count forwards
            NDArray real = dis.judge(y, perImage(x)).score();
            LossTerms terms = LossTerms.of(rules.discriminator)
                    .add("gan_real", GAN.real(real))
                    .add("gan_fake", GAN.fake(fake));
            return rules.discriminator.counts("r1")
                    ? terms.add("r1", r1(rules.penalty.score(real, x.step().parts()), y))
                    : terms;
        });
    }

    /** Each class image's class, (B K). */
    private static NDArray perImage(FewShotPair x) {
        return x.classClass().repeat(x.classImages().getShape().get(1));
    }

    /** xBar with its graph: D's step needs the image, G's step right after it needs both. */
    private NDArray translation(FewShotPair x) {
        NDArray zX = x.step().once(this, "zX", () -> gen.content(x.content()));
        return gen.decode(zX, gen.classCode(x.classImages()));
    }

    /**
     * G's objective.
     *
     * @param x a batch
     * @return the terms gan_trans, gan_recon, recon, fm_trans and, if it has a weight, fm_recon
     */
    public LossTerms generator(FewShotPair x) {
        NDArray xBar = x.step().last(this, "xBar", () -> translation(x));
        NDArray zX = x.step().last(this, "zX", () -> gen.content(x.content()));
        NDArray xRecon = gen.decode(zX, gen.classCode(x.content().expandDims(1)));
        Judgement bar = dis.judge(xBar, x.classClass());
        NDArray fY = Grad.off(() -> meanOfK(
                dis.features(flat(x.classImages())), x.classImages().getShape().get(1)));
        Judgement recon = dis.judge(xRecon, x.contentClass());
        LossTerms terms = LossTerms.of(rules.generator)
                .add("gan_trans", GAN.fool(bar.score()))
                .add("gan_recon", GAN.fool(recon.score()))
                .add("recon", l1(xRecon, x.content()))
                .add("fm_trans", featureMatching(bar.features(), fY));
        if (!rules.generator.has("fm_recon")) {
            return terms;
        }
        NDArray fX = Grad.off(() -> dis.features(x.content()));
        return terms.add("fm_recon", featureMatching(recon.features(), fX));
    }

    /**
     * A class's code from any number of its images, for use again and again.
     *
     * @param images (K, C, H, W) in [-1, 1]
     * @return zY, (1, n)
     */
    public NDArray classCode(NDArray images) {
        return Grad.off(() -> genTest.classCode(images.expandDims(0)));
    }

    /**
     * A code between two classes.
     *
     * @param from zY at t = 0
     * @param to zY at t = 1
     * @param t where in between
     * @return (1 - t) from + t to
     */
    public static NDArray between(NDArray from, NDArray to, double t) {
        return Ops.scale(from, 1 - t).add(Ops.scale(to, t));
    }

    /**
     * Draws images in a class.
     *
     * @param content images of any class, (B, C, H, W) in [-1, 1]
     * @param classCode zY of the class, (1, n), or one an image, (B, n)
     * @return (B, C, H, W) in [-1, 1]
     */
    public NDArray translate(NDArray content, NDArray classCode) {
        NDArray each = oneEach(content, classCode);
        return Grad.off(() -> genTest.decode(genTest.content(content), each));
    }

    /** A code an image: the one for all, or as given. */
    static NDArray oneEach(NDArray content, NDArray code) {
        long batch = content.getShape().get(0),
                n = code.getShape().size() / code.getShape().get(0);
        check(
                code.getShape().equals(new Shape(1, n)) || code.getShape().equals(new Shape(batch, n)),
                "%d images and codes of shape %s: give one of (1, %d) or one an image",
                batch,
                code.getShape(),
                n);
        return code.broadcast(batch, n);
    }
}
