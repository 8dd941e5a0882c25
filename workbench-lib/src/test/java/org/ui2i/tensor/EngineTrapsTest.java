package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.tracker.Tracker;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the engine gets wrong or does unexpectedly, and what we do instead. A test of the first kind that fails after an
 * upgrade says that a way round can go.
 */
class EngineTrapsTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray vector(float... values) {
        return Tensors.of(manager, values, new Shape(values.length));
    }

    @Test
    void aScalarTimesADoubleBecomesFloat64SoWeWriteFloatLiterals() {
        NDArray scalar = vector(1, 2).sum();
        assertEquals(DataType.FLOAT64, scalar.mul(0.5).getDataType());
        assertEquals(DataType.FLOAT32, scalar.mul(0.5f).getDataType());
        assertThrows(RuntimeException.class, () -> scalar.mul(0.5).getFloat());
    }

    @Test
    void meanTakesOneAxisSoOverPlacesFlattens() {
        NDArray x = manager.ones(new Shape(2, 2, 2));
        assertThrows(UnsupportedOperationException.class, () -> x.mean(new int[] {1, 2}));
        assertArrayEquals(
                new float[] {1, 1}, x.reshape(2, 4).mean(new int[] {1}).toFloatArray());
    }

    @Test
    void djlsRmsPropThrowsOursWorks() {
        ai.djl.training.optimizer.Optimizer theirs = ai.djl.training.optimizer.Optimizer.rmsprop()
                .optLearningRateTracker(Tracker.fixed(0.1f))
                .build();
        NDArray p = vector(1);
        assertThrows(RuntimeException.class, () -> theirs.update("p", p, vector(1)));
        try (RmsProp ours = new RmsProp(new RmsProp.Config(0.1, 0.99, 1e-8, 0))) {
            ours.step(List.of(p), List.of(vector(1)));
        }
        assertEquals(0, p.toFloatArray()[0], 1e-4); // lr g / sqrt(0.01 g^2) = 10 lr
    }

    @Test
    void djlsAdamHasAnotherEpsilonOursIsTorchs() {
        ai.djl.training.optimizer.Optimizer theirs = ai.djl.training.optimizer.Optimizer.adam()
                .optLearningRateTracker(Tracker.fixed(1f))
                .build();
        NDArray p = vector(0);
        theirs.update("p", p, vector(1e-8f));
        assertTrue(p.toFloatArray()[0] > -0.1, "DJL's first step was -0.03, torch's is -0.5: " + p.toFloatArray()[0]);
        NDArray q = vector(0);
        try (Adam ours = new Adam(Adam.Config.gan(1, 0))) {
            ours.step(List.of(q), List.of(vector(1e-8f)));
        }
        assertEquals(-0.5, q.toFloatArray()[0], 1e-3);
    }

    @Test
    void averagePoolingCountsThePaddingWhateverItIsToldSoOursGoesThroughTheArchive() {
        NDArray x = manager.ones(new Shape(1, 1, 2, 2));
        Shape two = new Shape(2, 2);
        NDArray theirs = JniUtils.avgPool((PtNDArray) x, new Shape(3, 3), two, new Shape(1, 1), false, false);
        assertEquals(4 / 9.0, theirs.toFloatArray()[0], 1e-6);
        assertEquals(1, Ops.averagePool3(x).toFloatArray()[0], 1e-6);
    }

    @Test
    void aNewThreadBuildsGraphsUnlessToldSoEveryCallSetsTheMode() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            assertTrue(pool.submit(JniUtils::isGradMode).get());
            assertEquals(
                    false, pool.submit(() -> Grad.off(JniUtils::isGradMode)).get());
            assertTrue(pool.submit(JniUtils::isGradMode).get());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void oneGradientCollectorAProcessSoWeUseFunctionalGradients() {
        try (GradientCollector open = Engine.getInstance().newGradientCollector()) {
            assertThrows(IllegalStateException.class, () -> Engine.getInstance().newGradientCollector());
            NDArray p = vector(3);
            p.setRequiresGradient(true);
            assertEquals(
                    6, Grad.on(() -> Grad.of(p.mul(p).sum(), List.of(p))).get(0).toFloatArray()[0]);
            open.zeroGradients();
        }
    }

    @Test
    void aResultHangsOnTheFirstOperandsManagerSoTheImageComesFirst() {
        try (NDManager step = Tensors.scope()) {
            NDArray weight = vector(2);
            NDArray x = step.create(new float[] {3});
            assertSame(step, x.mul(weight).getManager());
            assertNotSame(step, weight.mul(x).getManager());
            assertSame(step, Ops.leakyRelu(x, 0.1f).getManager());
        }
    }

    /** x.mul(2f) keeps an array of the number for the backward pass whose memory Java frees at the next collection. */
    @Test
    void aScaledArraysGradientSurvivesACollection() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            NDArray p = vector(1, 2);
            p.setRequiresGradient(true);
            NDArray loss = Grad.on(() -> Ops.scale(Ops.scale(p, 3), 0.25).sum());
            System.gc();
            Thread.sleep(50);
            List<ByteBuffer> reused = new ArrayList<>();
            for (int i = 0; i < 2000; i++) { // what is free by now is taken and overwritten
                ByteBuffer buffer = ByteBuffer.allocateDirect(4 << i % 4).order(ByteOrder.nativeOrder());
                reused.add(buffer.putFloat(0, Float.NaN));
            }
            assertArrayEquals(
                    new float[] {0.75f, 0.75f}, Grad.of(loss, List.of(p)).get(0).toFloatArray());
            assertEquals(2000, reused.size());
        }
    }

    @Test
    void arraysAreEqualByValueSoSetsOfThemGoByIdentity() {
        assertEquals(vector(1, 2), vector(1, 2));
    }
}
