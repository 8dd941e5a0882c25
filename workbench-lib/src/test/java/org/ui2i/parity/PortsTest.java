package org.ui2i.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.nn.Activation;
import org.ui2i.nn.Init;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/** What the ports of pix2pix and CycleGAN do otherwise; their reference numbers are not in the repository. */
class PortsTest {
    private final NDManager manager = Tensors.scope();
    private final Weights weights = Weights.seeded(1, Init.GAUSSIAN);

    @AfterEach
    void close() {
        manager.close();
    }

    /** A window of ones sums what it sees: rows and columns 0 to 1, 0 to 2, then three of three, as one zero follows. */
    @Test
    void theCornerConvolutionHasTwoZerosBeforeAndOneAfter() {
        CornerConv conv = new CornerConv(1, 1, false, Activation.NONE, weights);
        conv.load(Map.of("conv/weight", manager.ones(new Shape(1, 1, 4, 4))));
        NDArray y = Grad.off(() -> conv.forward(manager.ones(new Shape(1, 1, 3, 3))));
        assertArrayEquals(new float[] {4, 6, 6, 6, 9, 9, 6, 9, 9}, y.toFloatArray());
    }

    @Test
    void theirCountsAtFullSize() {
        assertEquals(54_404_099, new PortUNet(3, 64, weights).count());
        assertEquals(2_767_808, new PortPatchGan(6, 64, false, weights).count());
        assertEquals(2_764_737, new PortPatchGan(3, 64, true, weights).count());
    }

    @Test
    void dropoutIsInNineLayers() {
        PortUNet net = new PortUNet(3, 1, weights);
        NDArray x = Draws.seeded(4, 1, manager).noise(new Shape(1, 3, 256, 256));
        int[] drawn = {0};
        Draws counting = new CountingDraws(Draws.seeded(1, 1, manager), drawn);
        NDArray y = Grad.off(() -> net.draw(x, counting));
        assertEquals(x.getShape(), y.getShape());
        assertEquals(9, drawn[0]);
    }

    private record CountingDraws(Draws draws, int[] drawn) implements Draws {
        @Override
        public NDArray normal(Stream stream, Shape shape) {
            return draws.normal(stream, shape);
        }

        @Override
        public NDArray uniform(Stream stream, Shape shape) {
            return draws.uniform(stream, shape);
        }

        @Override
        public NDArray keep(double p, Shape shape) {
            drawn[0]++;
            return draws.keep(p, shape);
        }

        @Override
        public int[] permutation(Stream stream, int n) {
            return draws.permutation(stream, n);
        }
    }

    @Test
    void theirModulesAreNumberedThroughTheirPaddings() {
        List<String> paths = List.of("chain/layer0/bias", "chain/layer3/weight", "chain/logit/conv/weight");
        assertEquals(
                List.of("model.0.bias", "model.8.weight", "model.12.weight"),
                paths.stream().map(PortPatchGan::name).toList());
        assertEquals("model.17.bias", PatchGanNames.resNet("chain/up1/bias", 2, 2, "block", 4));
        assertEquals("model.21.bias", PatchGanNames.resNet("chain/image/bias", 2, 2, "block", 4));
        assertEquals("model.11.block.5.bias", PatchGanNames.resNet("chain/res/res1/conv1/bias", 2, 2, "block", 4));
    }
}
