package org.ui2i.models;

import static org.ui2i.core.Check.check;
import static org.ui2i.loss.Losses.featureMatching;
import static org.ui2i.loss.Losses.l1;
import static org.ui2i.loss.Losses.r1;
import static org.ui2i.models.FunitGenerator.flat;
import static org.ui2i.models.FunitGenerator.meanOfK;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.data.FewShotPair;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.Init;
import org.ui2i.nn.MultiTaskDiscriminator;
import org.ui2i.nn.MultiTaskDiscriminator.Judgement;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;

/**
 * FUNIT: few-shot unsupervised image-to-image translation (Liu, Huang, Mallya, Karras, Aila, Lehtinen, Kautz; ICCV 2019;
 * arXiv 1905.01723).
 *
 * <pre>
 * x, cX      content image and its class;   y_1..y_K, cY   images of the class to draw it in
 * zX         content code Ex(x);            zY             class code, the mean of Ey(y_k)
 * xBar       translation Fx(zX, zY);        xRecon         Fx(zX, Ey(x)), K = 1 and the same image
 * D^c, Df    D's map of class c, its features before the maps
 *
 * min over G   l_gan 1/2 (-D^cY(xBar) - D^cX(xRecon)) + l_recon L1(xRecon, x)
 *            + l_fm (FM(xBar, y) + FM(xRecon, x)),   FM(x, y) = L1 of Df's means over all places
 * min over D   l_gan (max(0, 1 - D^cY(y)) + max(0, 1 + D^cY(xBar))) + l_r1 |grad_y D^cY(y)|^2
 * </pre>
 *
 * The players alternate, D first. A moving average of G translates.
 */
public class Funit {
    private static final GanLoss GAN = GanLoss.HINGE;
    private final FunitConfig config;
    private final FunitGenerator gen;
    private final FunitGenerator genTest;
    private final MultiTaskDiscriminator dis;

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public Funit(FunitConfig config, long seed) {
        this.config = config;
        Weights w = Weights.seeded(seed, Init.KAIMING);
        gen = new FunitGenerator(config, w);
        dis = new MultiTaskDiscriminator(config.discriminator(), w);
        genTest = new FunitGenerator(config, w);
        genTest.load(gen.state());
    }

    /**
     * G, which is trained.
     *
     * @return the generator
     */
    public FunitGenerator gen() {
        return gen;
    }

    /**
     * G's moving average, which translates; training moves it ({@code train.Ema}).
     *
     * @return the generator for tests
     */
    public FunitGenerator genTest() {
        return genTest;
    }

    /**
     * D.
     *
     * @return the discriminator
     */
    public MultiTaskDiscriminator dis() {
        return dis;
    }

    /**
     * The numbers.
     *
     * @return the configuration
     */
    public FunitConfig config() {
        return config;
    }

    /**
     * D's objective: the class images are real, the translation, made without a way back to G, is not.
     *
     * @param x a batch
     * @return the terms gan_real, gan_fake and, unless its weight is 0, r1
     */
    public LossTerms discriminator(FewShotPair x) {
        return Grad.on(() -> {
            NDArray y = Grad.detach(flat(x.classImages())); // (B K, C, H, W)
            y.setRequiresGradient(true);
            NDArray real = dis.judge(y, perImage(x)).score();
            NDArray xBar = Grad.detach(x.step().once(this, "xBar", () -> translation(x)));
            NDArray fake = dis.judge(xBar, x.classClass()).score();
            LossTerms terms = LossTerms.of(config.weights().discriminator())
                    .add("gan_real", GAN.real(real))
                    .add("gan_fake", GAN.fake(fake));
            return config.weights().r1() == 0
                    ? terms
                    : terms.add("r1", r1(config.penalty().score(real), y));
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
     * @return the terms gan_trans, gan_recon, recon, fm_trans, fm_recon
     */
    public LossTerms generator(FewShotPair x) {
        NDArray xBar = x.step().last(this, "xBar", () -> translation(x));
        NDArray zX = x.step().last(this, "zX", () -> gen.content(x.content()));
        NDArray xRecon = gen.decode(zX, gen.classCode(x.content().expandDims(1)));
        Judgement bar = dis.judge(xBar, x.classClass()), recon = dis.judge(xRecon, x.contentClass());
        NDArray fX = Grad.off(() -> dis.features(x.content()));
        NDArray fY = Grad.off(() -> meanOfK(
                dis.features(flat(x.classImages())), x.classImages().getShape().get(1)));
        return LossTerms.of(config.weights().generator())
                .add("gan_trans", GAN.fool(bar.score()))
                .add("gan_recon", GAN.fool(recon.score()))
                .add("recon", l1(xRecon, x.content()))
                .add("fm_trans", featureMatching(bar.features(), fY))
                .add("fm_recon", featureMatching(recon.features(), fX));
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
        long batch = content.getShape().get(0);
        check(
                classCode.getShape().equals(new Shape(1, config.gen().classCode()))
                        || classCode
                                .getShape()
                                .equals(new Shape(batch, config.gen().classCode())),
                "%d images and class codes of shape %s: give one of (1, %d) or one an image",
                batch,
                classCode.getShape(),
                config.gen().classCode());
        return Grad.off(() -> genTest.decode(
                genTest.content(content),
                classCode.broadcast(batch, config.gen().classCode())));
    }
}
