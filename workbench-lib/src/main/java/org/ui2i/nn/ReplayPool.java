package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Draws.Stream;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;

/**
 * Earlier fakes that a discriminator is shown again, so that it does not forget them (Shrivastava et al. 2017; CycleGAN).
 * It has no weights; its buffers, saved with checkpoints, are the images and how many there are.
 * <pre>
 * until it is full   the image goes in and comes out
 * then, u > 1/2      image floor(v N) comes out, the new one takes its place;  u, v uniform in [0, 1)
 * otherwise          the image comes out and is not kept
 * </pre>
 */
public final class ReplayPool extends Part {
    private final int capacity;
    private final Shape image;
    private final NDArray images;
    private final NDArray filled;

    /**
     * An empty pool.
     *
     * @param capacity N, most images it holds; 0 for none, then every image comes out as it went in
     * @param image (C, H, W)
     * @param weights where its memory comes from
     */
    public ReplayPool(int capacity, Shape image, Weights weights) {
        check(capacity >= 0, "a pool of %d images: use 0 or more", capacity);
        this.capacity = capacity;
        this.image = image;
        // an array of no elements cannot be saved
        images = buffer("images", weights.constant(new Shape(Math.max(1, capacity)).addAll(image), 0));
        filled = buffer("filled", weights.constant(1, 0));
    }

    /**
     * How many images it holds.
     *
     * @return 0 to N
     */
    public int size() {
        return (int) filled.toFloatArray()[0];
    }

    /**
     * The images.
     *
     * @return (size, C, H, W); the next {@link #exchange} does not change it
     */
    public NDArray images() {
        try (NDArray live = images.get(new NDIndex("0:{}", size()))) {
            return live.duplicate();
        }
    }

    /**
     * Takes images in, one after the other, and hands out as many, now and then earlier ones.
     *
     * @param fakes (B, C, H, W)
     * @param draws where u and v come from, {@link Stream#POOL}; v is drawn only if it is needed
     * @return (B, C, H, W), without a graph
     */
    public NDArray exchange(NDArray fakes, Draws draws) {
        Shape one = fakes.getShape().slice(1);
        if (capacity == 0) {
            return Grad.detach(fakes);
        }
        check(one.equals(image), "the pool keeps images of %s, not %s: build it for these", image, one);
        return Grad.off(() -> {
            NDList out = new NDList();
            for (int i = 0; i < fakes.getShape().get(0); i++) {
                try (NDArray fake = fakes.get(new NDIndex("{}", i))) {
                    out.add(answer(fake, draws));
                }
            }
            NDArray all = NDArrays.stack(out);
            out.close();
            return all;
        });
    }

    private NDArray answer(NDArray fake, Draws draws) {
        int size = size();
        if (size < capacity) {
            put(fake, size);
            try (NDArray more = filled.add(1f)) {
                Ops.copy(more, filled);
            }
            return fake.duplicate();
        }
        if (uniform(draws) <= 0.5) {
            return fake.duplicate();
        }
        int place = (int) (uniform(draws) * capacity);
        try (NDArray old = images.get(new NDIndex("{}", place))) {
            NDArray earlier = old.duplicate();
            put(fake, place);
            return earlier;
        }
    }

    private static double uniform(Draws draws) {
        return draws.uniform(Stream.POOL, new Shape(1)).toFloatArray()[0];
    }

    private void put(NDArray fake, int place) {
        try (NDArray slot = images.get(new NDIndex("{}", place))) { // shares the memory
            Ops.copy(fake, slot);
        }
    }

    /** The pool leaves images as they are: {@link #exchange} is what it is for. */
    @Override
    public NDArray forward(NDArray x) {
        return x;
    }
}
