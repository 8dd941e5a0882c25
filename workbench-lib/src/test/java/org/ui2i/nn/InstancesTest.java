package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Box;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class InstancesTest {
    private static final int EDGE = 8;
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray map(int batch, int channels, int edge, int seed) {
        float[] values = new float[batch * channels * edge * edge];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(1.3 * i + seed);
        }
        return Tensors.of(manager, values, new Shape(batch, channels, edge, edge));
    }

    private Instances of(List<List<Box>> boxes) {
        return Instances.of(manager, boxes, EDGE);
    }

    @Test
    void aBoxOnTheGridIsCutOutAsItIs() {
        NDArray x = map(2, 3, EDGE, 0);
        Instances one = of(List.of(List.of(), List.of(new Box(0, 2, 3, 6, 7))));
        NDArray cut = one.crop(x, 4);
        assertArrayEquals(x.get("1:2, :, 3:7, 2:6").toFloatArray(), cut.toFloatArray(), 1e-5f);
    }

    @Test
    void mapsOfLessResolutionAreCutAtTheSamePlace() {
        NDArray x = map(1, 1, EDGE / 2, 0); // half the image's resolution
        NDArray cut = of(List.of(List.of(new Box(0, 2, 4, 6, 8)))).crop(x, 2);
        assertArrayEquals(x.get(":, :, 2:4, 1:3").toFloatArray(), cut.toFloatArray(), 1e-5f);
    }

    @Test
    void whatWasCutOutGoesBackToItsPlace() {
        NDArray x = map(2, 2, EDGE, 1);
        Instances two = of(List.of(List.of(new Box(0, 0, 0, 4, 4), new Box(0, 4, 3, 8, 7)), List.of()));
        NDArray y = two.add(x.zerosLike(), two.crop(x, 4)), expected = x.zerosLike();
        for (String at : List.of("0:1, :, 0:4, 0:4", "0:1, :, 3:7, 4:8")) {
            expected.set(new NDIndex(at), x.get(at));
        }
        assertArrayEquals(expected.toFloatArray(), y.toFloatArray(), 1e-5f);
    }

    @Test
    void objectsAreAddedToTheirRegionsAndNowhereElse() {
        NDArray x = map(2, 1, EDGE, 2);
        Instances one = of(List.of(List.of(), List.of(new Box(0, 2, 3, 6, 7))));
        NDArray y = one.add(x, manager.full(new Shape(1, 1, 4, 4), 9f));
        String box = "1:2, :, 3:7, 2:6";
        NDArray expected = x.duplicate();
        expected.set(new NDIndex(box), x.get(box).add(9f));
        assertArrayEquals(expected.toFloatArray(), y.toFloatArray(), 1e-5f);
    }

    @Test
    void overlappingObjectsAreAveragedInAnyOrder() {
        Box left = new Box(0, 0, 0, 4, 8), right = new Box(0, 2, 0, 6, 8);
        NDArray x = manager.zeros(new Shape(1, 1, EDGE, EDGE));
        NDArray ones = manager.ones(new Shape(1, 1, 4, 4)), threes = manager.full(new Shape(1, 1, 4, 4), 3f);
        NDArray y = of(List.of(List.of(left, right))).add(x, ones.concat(threes, 0));
        NDArray z = of(List.of(List.of(right, left))).add(x, threes.concat(ones, 0));
        float[] row = {1, 1, 2, 2, 3, 3, 0, 0};
        assertArrayEquals(row, y.get("0, 0, 4, :").toFloatArray(), 1e-5f);
        assertArrayEquals(y.toFloatArray(), z.toFloatArray(), 1e-5f);
    }

    @Test
    void atASoftEdgeTheObjectFades() {
        NDArray x = manager.ones(new Shape(1, 1, EDGE, EDGE));
        Instances one = of(List.of(List.of(new Box(0, 2.3, 1.7, 6.1, 5.9))));
        float[] z = one.add(x, manager.ones(new Shape(1, 1, 3, 3))).toFloatArray();
        assertEquals(2, z[4 * EDGE + 4], 1e-5);
        double cover = (2.5 - 2.3) / (6.1 - 2.3) * 3 + 0.5; // how far the cell's middle is inside, in samples, + 1/2
        assertEquals(1 + cover, z[4 * EDGE + 2], 1e-5);
    }

    @Test
    void eachObjectTakesItsImagesRow() {
        NDArray codes = Tensors.of(manager, new float[] {1, 2, 3, 4}, new Shape(2, 2));
        Box box = new Box(0, 0, 0, 4, 4);
        NDArray each = of(List.of(List.of(box), List.of(box, box))).ofEach(codes);
        assertArrayEquals(new float[] {1, 2, 3, 4, 3, 4}, each.toFloatArray());
    }

    /** Slopes of a weighted sum of the result against finite differences, with respect to the maps and the objects. */
    @Test
    void gradientsOfCuttingAndMergingAgreeWithFiniteDifferences() {
        Instances three = of(List.of(
                List.of(new Box(0, 0.4, 1.2, 4.7, 6.3), new Box(0, 3.1, 2.2, 7.6, 5.9)),
                List.of(new Box(0, -1.5, 2, 3.3, 9.1)))); // overlapping, and jutting out
        NDArray x = map(2, 2, EDGE, 3), f = map(3, 2, 3, 4);
        check(x, v -> three.crop(v, 3));
        check(x, v -> three.add(v, f));
        check(f, v -> three.add(x, v));
        check(x, v -> three.add(v, three.crop(v, 3).square()));
    }

    private void check(NDArray at, UnaryOperator<NDArray> function) {
        NDArray leaf = at.duplicate();
        leaf.setRequiresGradient(true);
        float[] gradient = Grad.on(() -> Grad.of(weighted(function.apply(leaf)), List.of(leaf)))
                .get(0)
                .toFloatArray();
        float[] values = at.toFloatArray();
        double step = 1e-2;
        for (int i = 0; i < values.length; i += 5) {
            double up = moved(values, i, step, at.getShape(), function);
            double down = moved(values, i, -step, at.getShape(), function);
            assertEquals((up - down) / (2 * step), gradient[i], 2e-3, "element " + i);
        }
    }

    private double moved(float[] values, int i, double step, Shape shape, UnaryOperator<NDArray> function) {
        float[] other = Arrays.copyOf(values, values.length);
        other[i] += (float) step;
        return Grad.off(() ->
                weighted(function.apply(Tensors.of(manager, other, shape))).getFloat());
    }

    private NDArray weighted(NDArray y) {
        NDArray weights =
                manager.arange(0f, (float) y.size(), 1f).reshape(y.getShape()).sin();
        return y.mul(weights).sum();
    }

    @Test
    void imagesWithoutObjectsStayAsTheyAre() {
        NDArray x = map(2, 1, EDGE, 5);
        Instances none = of(List.of(List.of(), List.of()));
        assertSame(x, none.add(x, x));
        assertEquals(0, none.count());
        assertThrows(IllegalArgumentException.class, () -> none.crop(x, 4));
    }

    @Test
    void wrongCountsAreRefused() {
        Instances one = of(List.of(List.of(new Box(0, 0, 0, 4, 4))));
        NDArray x = map(2, 1, EDGE, 5);
        assertThrows(IllegalArgumentException.class, () -> one.crop(x, 4));
        assertThrows(IllegalArgumentException.class, () -> one.add(x.get("0:1"), x));
        assertThrows(IllegalArgumentException.class, () -> of(List.of()));
    }
}
