package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.ui2i.core.Seeds;
import org.ui2i.tensor.Tensors;

/**
 * Puts images, smaller than they are, somewhere on white paper: the same thing at another place and scale, as photos show
 * it.
 *
 * @param smallest edge in pixels that an image is shrunk to, at least
 * @param largest the same, at most; the paper must hold it
 */
public record Placing(int smallest, int largest) {
    private static final int PAPER = 255;

    /** Checks the range. */
    public Placing {
        check(
                smallest >= 1 && smallest <= largest,
                "edges from %d to %d pixels: use 1 or more, the smaller first",
                smallest,
                largest);
    }

    /**
     * Where an image is put.
     *
     * @param edge of the image on the paper, in pixels
     * @param left pixels of paper left of it
     * @param top pixels of paper above it
     */
    public record Place(int edge, int left, int top) {}

    /**
     * Random places: edge, left and top are uniform.
     *
     * @param paper edge of the paper in pixels
     * @param key decides, with the place's number
     * @param n how many
     * @return n places within the paper
     */
    public List<Place> random(int paper, long key, int n) {
        check(largest <= paper, "images of up to %d pixels do not fit on %d: use a larger size", largest, paper);
        return IntStream.range(0, n)
                .mapToObj(i -> place(paper, Seeds.mix(key, i)))
                .toList();
    }

    private Place place(int paper, long key) {
        int edge = smallest + (int) (Seeds.uniform(key, 0) * (largest - smallest + 1));
        int room = paper - edge + 1;
        return new Place(edge, (int) (Seeds.uniform(key, 1) * room), (int) (Seeds.uniform(key, 2) * room));
    }

    /**
     * Images at places.
     *
     * @param manager who owns the result
     * @param images any size
     * @param indices which images
     * @param paper edge of the paper in pixels
     * @param places one an index, within the paper
     * @return (n, C, paper, paper) in [-1, 1]
     */
    public static NDArray put(NDManager manager, ImageSet images, int[] indices, int paper, List<Place> places) {
        int channels = images.channels();
        float[] all = new float[indices.length * channels * paper * paper];
        for (int i = 0; i < indices.length; i++) {
            Place p = places.get(i);
            byte[] small =
                    Resampler.square(images.bytes(indices[i]), channels, images.width(), images.height(), p.edge);
            for (int c = 0; c < channels; c++) {
                int plane = (i * channels + c) * paper * paper;
                for (int at = 0; at < paper * paper; at++) {
                    int x = at % paper - p.left, y = at / paper - p.top;
                    boolean inside = x >= 0 && x < p.edge && y >= 0 && y < p.edge;
                    int value = inside ? small[(c * p.edge + y) * p.edge + x] & 255 : PAPER;
                    all[plane + at] = value / 127.5f - 1;
                }
            }
        }
        return Tensors.of(manager, all, new Shape(indices.length, channels, paper, paper));
    }
}
