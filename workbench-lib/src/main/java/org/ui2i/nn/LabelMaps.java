package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Numbers of an image as maps, so that convolutions see them at every place (StarGAN, RelGAN). */
final class LabelMaps {
    private LabelMaps() {}

    /** Maps, (B, C, H, W), and behind them each number of c, (B, n), as a constant map: (B, C + n, H, W). */
    static NDArray behind(NDArray x, NDArray c) {
        Shape s = x.getShape();
        check(
                c.getShape().dimension() == 2 && c.getShape().get(0) == s.get(0),
                "%d images have labels of shape %s: give (%d, n), a row an image",
                s.get(0),
                c.getShape(),
                s.get(0));
        long n = c.getShape().get(1);
        try (NDArray one = c.reshape(s.get(0), n, 1, 1);
                NDArray maps = one.broadcast(s.get(0), n, s.get(2), s.get(3))) {
            return x.concat(maps, 1);
        }
    }

    static Symbol behind(Symbol x, Symbol c) {
        Symbol one = c.torch("reshape", List.of(c.size(0), -1, 1, 1));
        return Symbol.joined(List.of(x, one.torch("expand", List.of(x.size(0), -1, x.size(2), x.size(3)))));
    }
}
