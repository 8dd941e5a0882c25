package org.ui2i.eval.paper;

/**
 * Scores that papers print. A score has its plain name only by the network that the papers use; by any other it is named with
 * that network, and compares with no paper's number.
 */
public enum FieldScore {
    /** Frechet distance of Gaussians: {@link Gaussian#frechet(Gaussian)} */
    FID("FID", NetKind.INCEPTION_POOL3),
    /** mean of FID over the target classes */
    MEAN_FID("mFID", NetKind.INCEPTION_POOL3),
    /** {@link KernelDistance} */
    KID("KID", NetKind.INCEPTION_POOL3),
    /** {@link ClassSums#inceptionScore()} */
    IS("IS", NetKind.INCEPTION_CLASSES),
    /** {@link ClassSums#meanKl()}: as MUNIT's table has it */
    LOG_IS("IS without exp", NetKind.INCEPTION_CLASSES),
    /** mean over inputs of {@link ClassSums#meanKl()} of the input's outputs: MUNIT's, without exp */
    CIS("CIS", NetKind.INCEPTION_CLASSES),
    /** share of outputs whose target class is the classifier's first */
    TOP_1("top-1 accuracy", NetKind.INCEPTION_CLASSES),
    /** share of outputs whose target class is among the classifier's first five */
    TOP_5("top-5 accuracy", NetKind.INCEPTION_CLASSES),
    /** the same of real images of the classes: what the outputs' is to be held against */
    REAL_TOP_1("top-1 accuracy on real images", NetKind.INCEPTION_CLASSES),
    /** the same of real images */
    REAL_TOP_5("top-5 accuracy on real images", NetKind.INCEPTION_CLASSES),
    /** LPIPS of an input and its output */
    LPIPS("LPIPS to the input", NetKind.ALEXNET_LPIPS),
    /** mean LPIPS of pairs of outputs of one input */
    LPIPS_DIVERSITY("LPIPS diversity", NetKind.ALEXNET_LPIPS),
    /** {@link PerceptualDistance#dipd} of an input and its output */
    DIPD("DIPD", NetKind.VGG16_CONV5);

    private final String plain;
    private final NetKind real;

    FieldScore(String plain, NetKind real) {
        this.plain = plain;
        this.real = real;
    }

    /**
     * The name under which a number is printed.
     *
     * @param spec of the network that gave it
     * @return such as {@code FID}, or {@code FID with features of letter net (layer before the last)}
     */
    public String named(NetSpec spec) {
        return spec.kind() == real ? plain : plain + " with features of " + spec.name() + " (" + spec.layer() + ")";
    }
}
