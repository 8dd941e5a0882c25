package org.ui2i.data;

import ai.djl.ndarray.NDArray;
import org.ui2i.tensor.Tensors;

/** Line drawings made on the fly: gradient magnitude of the brightness, dark on white. */
public final class Edges {
    private static final float GAIN = 2;

    private Edges() {}

    /**
     * The edges of a batch, as those of {@link Datasets#emojiEdges} are made; values are rounded to 8 bits.
     *
     * @param x (B, C, H, W) in [-1, 1], C of 1 or 3
     * @return the same shape, all planes equal, on x's manager
     */
    public static NDArray of(NDArray x) {
        int channels = (int) x.getShape().get(1),
                height = (int) x.getShape().get(2),
                width = (int) x.getShape().get(3);
        float[] values = x.toFloatArray();
        byte[] image = new byte[channels * height * width];
        for (int from = 0; from < values.length; from += image.length) {
            for (int i = 0; i < image.length; i++) {
                image[i] = (byte) Math.round((Math.max(-1, Math.min(1, values[from + i])) + 1) * 127.5f);
            }
            byte[] drawn = edges(image, channels, height, width);
            for (int i = 0; i < drawn.length; i++) {
                values[from + i] = (drawn[i] & 255) / 127.5f - 1;
            }
        }
        return Tensors.of(x.getManager(), values, x.getShape());
    }

    /**
     * The edges of images.
     * <pre>e = 255 - min(255, 2 sqrt(dx^2 + dy^2)),   dx = (y(x+1) - y(x-1)) / 2, border pixels repeated</pre>
     *
     * @param images 1 or 3 channels
     * @return the same size and channels, all planes equal
     */
    static ImageSet of(ImageSet images) {
        return images.mapped(image -> edges(image, images.channels(), images.height(), images.width()));
    }

    private static byte[] edges(byte[] planes, int channels, int height, int width) {
        int plane = height * width;
        float[] light = new float[plane];
        for (int i = 0; i < plane; i++) {
            light[i] = channels == 1
                    ? planes[i] & 255
                    : 0.299f * (planes[i] & 255)
                            + 0.587f * (planes[plane + i] & 255)
                            + 0.114f * (planes[2 * plane + i] & 255);
        }
        byte[] out = new byte[planes.length];
        for (int i = 0; i < plane; i++) {
            int x = i % width, y = i / width;
            float dx = (light[i - x + Math.min(x + 1, width - 1)] - light[i - x + Math.max(x - 1, 0)]) / 2;
            float dy = (light[Math.min(y + 1, height - 1) * width + x] - light[Math.max(y - 1, 0) * width + x]) / 2;
            int e = 255 - (int) Math.min(255, Math.round(GAIN * Math.hypot(dx, dy)));
            for (int c = 0; c < channels; c++) {
                out[c * plane + i] = (byte) e;
            }
        }
        return out;
    }
}
