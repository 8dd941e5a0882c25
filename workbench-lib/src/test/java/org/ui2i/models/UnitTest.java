package org.ui2i.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class UnitTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private Pair batch(long number) {
        Step step = new Step(manager, 3, number);
        NDArray a = step.draws().noise(new Shape(2, 1, 16, 16)).tanh();
        NDArray b = step.draws().noise(new Shape(2, 1, 16, 16)).tanh();
        return new Pair(a, b, List.of("random"), step);
    }

    /** Parameters of both domains, shared ones once. */
    private static long count(Part a, Part b, Part... shared) {
        return a.count()
                + b.count()
                - Arrays.stream(shared).mapToLong(Part::count).sum();
    }

    @Test
    void thePapersCounts() {
        Unit unit = new Unit(UnitConfig.paper(), 1);
        Part e = unit.genA().parts().get("shared_encoder");
        Part g = unit.genA().parts().get("shared_decoder");
        assertEquals(2_360_320, e.count() + g.count());
        assertEquals(18_017_286, count(unit.genA(), unit.genB(), e, g));
        assertEquals(
                25_240_065, count(unit.disA(), unit.disB(), unit.disA().parts().get("tail")));
    }

    @Test
    void theLaterBranchsCounts() {
        Unit unit = new Unit(UnitConfig.later(), 1);
        assertEquals(11_140_483, unit.genA().count());
        assertEquals(11_140_483, unit.genB().count());
        assertEquals(8_271_171, unit.disA().count());
    }

    @Test
    void bothDomainsHoldTheSameSharedObject() {
        Unit unit = new Unit(UnitConfig.tiny(), 1);
        assertSame(
                unit.genA().parts().get("shared_encoder"), unit.genB().parts().get("shared_encoder"));
        assertSame(
                unit.genA().parts().get("shared_decoder"), unit.genB().parts().get("shared_decoder"));
    }

    @Test
    void aStepOfOnePlayerLeavesTheOtherUntouched() {
        Unit unit = new Unit(UnitConfig.tiny(), 1);
        List<NDArray> gen = both(unit.genA(), unit.genB());
        List<NDArray> dis = both(unit.disA(), unit.disB());
        float[] genBefore = all(gen);
        float[] disBefore = all(dis);
        try (Adam adam = new Adam(Adam.Config.gan(1e-3, 0))) {
            Grad.on(() -> {
                LossTerms terms = unit.discriminator(batch(1));
                adam.step(dis, Grad.of(terms.total(), dis));
                return true;
            });
        }
        assertArrayEquals(genBefore, all(gen));
        assertFalse(Arrays.equals(disBefore, all(dis)));
        float[] disAfter = all(dis);
        try (Adam adam = new Adam(Adam.Config.gan(1e-3, 0))) {
            Grad.on(() -> {
                LossTerms terms = unit.generator(batch(2));
                adam.step(gen, Grad.of(terms.total(), gen));
                return true;
            });
        }
        assertArrayEquals(disAfter, all(dis));
        assertFalse(Arrays.equals(genBefore, all(gen)));
    }

    private static List<NDArray> both(Part a, Part b) {
        IdentityHashMap<NDArray, Boolean> once = new IdentityHashMap<>();
        List<NDArray> list = new ArrayList<>();
        for (Part part : List.of(a, b)) {
            part.weights().values().forEach(w -> {
                if (once.put(w, true) == null) {
                    list.add(w);
                }
            });
        }
        return list;
    }

    private static float[] all(List<NDArray> arrays) {
        int n = arrays.stream().mapToInt(x -> (int) x.size()).sum();
        float[] out = new float[n];
        int i = 0;
        for (NDArray array : arrays) {
            float[] values = array.toFloatArray();
            System.arraycopy(values, 0, out, i, values.length);
            i += values.length;
        }
        return out;
    }

    @Test
    void termsAreTheFormulas() {
        Unit unit = new Unit(UnitConfig.tiny(), 1);
        Map<String, Double> terms = Grad.off(() -> unit.generator(batch(1)).values());
        assertEquals(List.of("recon", "kl", "cycle", "kl_cycle", "gan", "total"), List.copyOf(terms.keySet()));
        double total = 100 * terms.get("recon")
                + 0.1 * terms.get("kl")
                + 100 * terms.get("cycle")
                + 0.1 * terms.get("kl_cycle")
                + 10 * terms.get("gan");
        assertEquals(total, terms.get("total"), 1e-5 * Math.abs(total));

        Pair x = batch(1); // the same draws again: noise for A, then for B
        NDArray muA = unit.genA().encode(x.a());
        NDArray muB = unit.genB().encode(x.b());
        NDArray zA = muA.add(x.step().draws().noise(muA.getShape()));
        NDArray zB = muB.add(x.step().draws().noise(muB.getShape()));
        double reconA = mean(unit.genA().decode(zA).sub(x.a()).abs());
        double reconB = mean(unit.genB().decode(zB).sub(x.b()).abs());
        assertEquals(reconA + reconB, terms.get("recon"), 1e-5);
        assertEquals(mean(muA.square()) + mean(muB.square()), terms.get("kl"), 1e-5);
        NDArray scoreA = unit.disA().forward(unit.genA().decode(zB));
        NDArray scoreB = unit.disB().forward(unit.genB().decode(zA));
        assertEquals(cross(scoreA) + cross(scoreB), terms.get("gan"), 1e-5);
    }

    /** -log sigmoid, the loss of a generator whose image should pass as real. */
    private static double cross(NDArray logits) {
        double sum = 0;
        for (float x : logits.toFloatArray()) {
            sum += Math.log1p(Math.exp(-x));
        }
        return sum / logits.size();
    }

    private static double mean(NDArray x) {
        return x.mean().getFloat();
    }

    @Test
    void withoutSharingTheDomainsHaveNothingInCommon() {
        Unit unit = new Unit(UnitConfig.tiny().withSharedLayers(0), 1);
        assertEquals(
                2 * unit.genA().weights().size(), both(unit.genA(), unit.genB()).size());
        assertEquals(new Unit(UnitConfig.tiny(), 1).genA().count(), unit.genA().count());
    }
}
