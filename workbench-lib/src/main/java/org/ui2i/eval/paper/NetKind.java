package org.ui2i.eval.paper;

import java.util.List;

/** What a feature network is, as its spec states it, and what a file of that kind must be like. */
public enum NetKind {
    /** Inception-v3 up to its last pooling, 2048 numbers, with the weights of FID's authors: for FID, mFID, KID */
    INCEPTION_POOL3(Form.VECTOR, List.of(2048), 21_785_568),
    /** Inception-v3, fine-tuned to classes of real images, their logits: for IS, CIS and accuracy */
    INCEPTION_CLASSES(Form.LOGITS, List.of(), 21_785_568),
    /** VGG16 up to its last convolution block, 512 channels: for DIPD */
    VGG16_CONV5(Form.MAPS, List.of(512), 9_995_072),
    /** AlexNet's five activations, and LPIPS' learned weights for their channels: for LPIPS */
    ALEXNET_LPIPS(Form.WEIGHTED_MAPS, List.of(64, 192, 384, 256, 256), 2_469_696),
    /** another network's features, (N, d) */
    OTHER_VECTOR(Form.VECTOR, List.of(), 0),
    /** another classifier's logits, (N, K) */
    OTHER_LOGITS(Form.LOGITS, List.of(), 0),
    /** another network's last activations, (N, C, H, W) */
    OTHER_MAPS(Form.MAPS, List.of(), 0),
    /** several activations of another network, then as many weights of their channels */
    OTHER_WEIGHTED_MAPS(Form.WEIGHTED_MAPS, List.of(), 0);

    /** What the file's {@code forward} gives for N images. */
    public enum Form {
        /** (N, d) */
        VECTOR("(N, d)"),
        /** (N, K), before a softmax */
        LOGITS("(N, K)"),
        /** (N, C, H, W) */
        MAPS("(N, C, H, W)"),
        /** L activations (N, C_l, H_l, W_l), then L weights (C_l) or (1, C_l, 1, 1) */
        WEIGHTED_MAPS("L arrays (N, C_l, H_l, W_l), then L of C_l weights");

        private final String says;

        Form(String says) {
            this.says = says;
        }

        String says() {
            return says;
        }
    }

    private final Form form;
    private final List<Integer> widths;
    private final long parameters;

    NetKind(Form form, List<Integer> widths, long parameters) {
        this.form = form;
        this.widths = widths;
        this.parameters = parameters;
    }

    /**
     * What it gives.
     *
     * @return the form of its output
     */
    public Form form() {
        return form;
    }

    /** Numbers or channels of each of its outputs; empty for any. */
    List<Integer> widths() {
        return widths;
    }

    /** The least number of parameters such a network has; layers above the features may add some. */
    long parameters() {
        return parameters;
    }
}
