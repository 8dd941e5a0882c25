package org.ui2i.nn;

/**
 * Enlargements by nearest neighbour and 5x5 convolution that halve the width, then a 7x7 convolution to the image.
 *
 * @param channels of the image
 * @param filters width before the last layer
 * @param ups doublings
 * @param norm of the 5x5 convolutions
 * @param padding at the borders
 * @param last the image's activation
 */
record NearestGrowth(int channels, int filters, int ups, Norm norm, Padding padding, Activation last) {
    /** Adds grow0, up0, grow1, ..., image at the end of a sequence. */
    void addTo(Sequence chain, Weights weights) {
        for (int i = 0; i < ups; i++) {
            int in = filters << (ups - i);
            ConvBlock.Config conv = new ConvBlock.Config(in, in / 2, 5, 1, 2, padding, norm, Activation.RELU);
            chain.then("grow" + i, new Upsample()).then("up" + i, new ConvBlock(conv, weights));
        }
        ConvBlock.Config image = new ConvBlock.Config(filters, channels, 7, 1, 3, padding, Norm.NONE, last);
        chain.then("image", new ConvBlock(image, weights));
    }
}
