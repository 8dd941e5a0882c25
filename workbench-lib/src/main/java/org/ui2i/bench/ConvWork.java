package org.ui2i.bench;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.ui2i.bench.EngineRecord.Operation;

/**
 * The work of convolutions: a multiplication and an addition for each weight at each place where its window stands. A window
 * stands at each pixel of the result, or, where a transposed convolution spreads pixels, at each pixel of the input.
 *
 * <p>The record has no strides and does not say which gradients were asked for. Both follow from the memory that the results
 * took: of a convolution the result's pixels, of its gradient whether it was the input's, the weight's or both.
 */
final class ConvWork {
    private static final int FLOAT = 4;
    private static final double SPREAD = 1.5; // a result with so many times the input's pixels was spread

    private ConvWork() {}

    /** Floating point operations of one operation; 0 of what is no convolution, and of what a convolution calls. */
    static double flop(Operation o) {
        return switch (o.name()) {
            case "aten::_convolution" -> 2 * forward(o);
            case "aten::convolution_backward" -> 2 * backward(o);
            default -> 0;
        };
    }

    private static double forward(Operation o) {
        long[] x = o.shapes().get(0), w = o.shapes().get(1);
        double before = x[0] * pixels(x), floats = o.bytes() / FLOAT;
        boolean spread = w[0] == x[1] && floats / w[1] > SPREAD * before;
        return size(w) * (spread ? before : floats / w[0]);
    }

    private static double backward(Operation o) {
        long[] gradient = o.shapes().get(0),
                x = o.shapes().get(1),
                w = o.shapes().get(2);
        boolean spread = w[0] == x[1] && pixels(gradient) > SPREAD * pixels(x);
        double once = size(w) * x[0] * (spread ? pixels(x) : pixels(gradient));
        return once * gradients(o.bytes() / FLOAT, size(x), size(w));
    }

    /** 1 or 2: which of the input's, the weight's or both sizes is the nearest to the floats that were taken. */
    private static int gradients(double floats, double input, double weight) {
        double both = Math.abs(floats - input - weight);
        double one = DoubleStream.of(input, weight)
                .map(size -> Math.abs(floats - size))
                .min()
                .orElseThrow();
        return both < one ? 2 : 1;
    }

    private static double pixels(long[] shape) {
        return LongStream.of(shape).skip(2).reduce(1, (a, b) -> a * b);
    }

    private static double size(long[] shape) {
        return LongStream.of(shape).reduce(1, (a, b) -> a * b);
    }
}
