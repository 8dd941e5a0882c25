package org.ui2i.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class LossTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray row(float... values) {
        return Tensors.of(manager, values, new Shape(1, values.length));
    }

    @Test
    void distances() {
        assertEquals(1.5, Losses.l1(row(0, 3), row(1, 1)).getFloat(), 1e-6);
        assertEquals(2.5, Losses.mse(row(0, 3), row(1, 1)).getFloat(), 1e-6);
        NDArray x = Tensors.of(manager, new float[] {0, 3, 2, 2}, new Shape(2, 2));
        NDArray y = Tensors.of(manager, new float[] {1, 1, 2, 4}, new Shape(2, 2));
        assertEquals((1 + 4 + 4) / 2.0, Losses.squaredDistance(x, y).getFloat(), 1e-5);
    }

    /** The attributes' entropies are summed, the images' averaged; one of n counts the right one's share alone. */
    @Test
    void labels() {
        NDArray logits = Tensors.of(manager, new float[] {0, 2, -1, 0}, new Shape(2, 2));
        NDArray label = Tensors.of(manager, new float[] {1, 0, 0, 1}, new Shape(2, 2));
        double attributes = Math.log(2) + Math.log1p(Math.exp(2)) + Math.log1p(Math.exp(-1)) + Math.log(2);
        assertEquals(attributes / 2, Losses.attributes(logits, label).getFloat(), 1e-6);
        double oneOf = Math.log1p(Math.exp(2)) + Math.log1p(Math.exp(-1)); // -log(1 / (1 + e^(other - own)))
        assertEquals(oneOf / 2, Losses.oneOf(logits, label).getFloat(), 1e-6);
    }

    @Test
    void divergences() {
        assertEquals(2.5, Losses.klUnitVariance(row(1, 2)).getFloat(), 1e-6);
        double expected = 1 + 4 + 2 * (0.25 - Math.log(0.25));
        assertEquals(expected, Losses.klDiagonal(row(1, 2), row(.5f, .5f)).getFloat(), 1e-5);
    }

    @Test
    void leastSquares() {
        List<NDArray> real = List.of(row(1, 3), row(0));
        List<NDArray> fake = List.of(row(2, 0), row(1));
        assertEquals(2 + 1 + 2 + 1, GanLoss.LSGAN.discriminator(real, fake).getFloat(), 1e-6);
        assertEquals(1 + 0, GanLoss.LSGAN.generator(fake).getFloat(), 1e-6);
    }

    @Test
    void crossEntropy() {
        double sigmoid = 1 / (1 + Math.exp(-2));
        double d = -Math.log(sigmoid) - Math.log(0.5);
        assertEquals(
                d, GanLoss.BCE.discriminator(List.of(row(2)), List.of(row(0))).getFloat(), 1e-6);
        assertEquals(-Math.log(sigmoid), GanLoss.BCE.generator(List.of(row(2))).getFloat(), 1e-6);
    }

    @Test
    void hinge() {
        assertEquals(
                0.5 + 1.5,
                GanLoss.HINGE
                        .discriminator(List.of(row(.5f)), List.of(row(.5f)))
                        .getFloat(),
                1e-6);
        assertEquals(
                0,
                GanLoss.HINGE.discriminator(List.of(row(2)), List.of(row(-2))).getFloat(),
                1e-6);
        assertEquals(-0.5, GanLoss.HINGE.generator(List.of(row(.5f))).getFloat(), 1e-6);
    }

    @Test
    void featuresAreComparedByTheirMeansOverPlaces() {
        NDArray f = Tensors.of(manager, new float[] {1, 3, 0, 0}, new Shape(1, 2, 1, 2));
        NDArray g = Tensors.of(manager, new float[] {0, 0, 2, 4}, new Shape(1, 2, 2, 1));
        assertEquals((2 + 3) / 2.0, Losses.featureMatching(f, g).getFloat(), 1e-6);
    }

    /** s = w sum x^2: R1 = 1/B sum 4 w^2 x^2, and by w 8 w / B sum x^2. */
    @Test
    void theGradientPenaltyHasAGradientItself() {
        NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 0}, new Shape(2, 1, 1, 2));
        NDArray w = Tensors.of(manager, new float[] {0.5f}, new Shape(1));
        x.setRequiresGradient(true);
        w.setRequiresGradient(true);
        NDArray r1 = Grad.on(() -> Losses.r1(x.square().sum().mul(w).sum(), x));
        assertEquals(7, r1.getFloat(), 1e-5);
        assertEquals(28, Grad.of(r1, List.of(w)).get(0).toFloatArray()[0], 1e-4);
    }

    @Test
    void termsAreWeightedAndNamed() {
        LossWeights weights = LossWeights.none().with("recon", 10).with("kl", 0);
        LossTerms terms = LossTerms.of(weights)
                .add("recon", manager.create(1f), manager.create(2f))
                .add("kl", manager.create(7f));
        assertEquals(30, terms.total().getFloat(), 1e-6);
        assertEquals(List.of("recon", "kl", "total"), List.copyOf(terms.values().keySet()));
        assertEquals(7, terms.values().get("kl"));
        Exception unknown = assertThrows(
                IllegalArgumentException.class, () -> LossTerms.of(weights).add("cycle", manager.create(1f)));
        assertTrue(unknown.getMessage().contains("no weight is named \"cycle\""), unknown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> terms.add("recon", manager.create(1f)));
    }

    /** IN makes -1, 1 of any two numbers in ascending order, and 1, -1 in descending order. */
    @Test
    void theDomainInvariantDistanceSeesOrderNotMeanAndVariance() {
        Shape shape = new Shape(1, 1, 1, 2);
        NDArray f = Tensors.of(manager, new float[] {0, 2}, shape);
        NDArray brighter = Tensors.of(manager, new float[] {3, 9}, shape);
        NDArray swapped = Tensors.of(manager, new float[] {5, 1}, shape);
        assertEquals(0, Losses.domainInvariant(f, brighter).getFloat(), 1e-6);
        assertEquals(4, Losses.domainInvariant(f, swapped).getFloat(), 1e-3);
    }
}
