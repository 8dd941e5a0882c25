package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class ResNetGeneratorTest {
    private static ResNetGenerator generator(int in, int filters, int resBlocks, int kernel, Norm norm, boolean bias) {
        ResNetGenerator.Config config =
                new ResNetGenerator.Config(in, 3, filters, 2, resBlocks, kernel, Padding.REFLECT, norm, bias);
        return new ResNetGenerator(config, Weights.seeded(1, Init.GAUSSIAN));
    }

    @Test
    void hasAsManyWeightsAsThePapers() {
        assertEquals(11_378_179, generator(3, 64, 9, 3, Norm.INSTANCE, true).count()); // CycleGAN
        assertEquals(
                8_430_528,
                generator(3 + 5, 64, 6, 4, Norm.INSTANCE_AFFINE, false).count()); // StarGAN, CelebA
    }

    @Test
    void keepsTheSizeWithEitherWindow() {
        try (NDManager scope = Tensors.scope()) {
            NDArray x = scope.ones(new Shape(2, 3, 16, 24));
            for (int kernel : new int[] {3, 4}) {
                for (boolean bias : new boolean[] {true, false}) {
                    ResNetGenerator g = generator(3, 2, 1, kernel, Norm.INSTANCE, bias);
                    assertEquals(x.getShape(), Grad.off(() -> g.forward(x)).getShape());
                }
            }
        }
    }

    @Test
    void namesTheChannelsThatItWasBuiltFor() {
        try (NDManager scope = Tensors.scope()) {
            NDArray x = scope.ones(new Shape(1, 4, 16, 16));
            ResNetGenerator g = generator(3, 2, 1, 3, Norm.INSTANCE, true);
            String message = assertThrows(IllegalArgumentException.class, () -> g.forward(x))
                    .getMessage();
            assertEquals(
                    "the generator was built for (B, 3, H, W) but got (1, 4, 16, 16): set in to the image's channels and"
                            + " the label's",
                    message);
        }
    }
}
