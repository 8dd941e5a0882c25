package org.ui2i.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.nn.ClassDiscriminator;
import org.ui2i.nn.ContentConditionedStyle;
import org.ui2i.nn.Init;
import org.ui2i.nn.ProjectionDiscriminator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class CocoFunitTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void thePapersCounts() {
        CocoFunitConfig paper = CocoFunitConfig.paper();
        Weights w = Weights.seeded(1, Init.UNIFORM);
        CocoFunitGenerator gen = new CocoFunitGenerator(paper, w);
        assertEquals(121_562_307, gen.count());
        Map<String, Long> parts = Map.of("class", 3_828_160L, "content", 48_917_504L, "mlp", 82_432L);
        parts.forEach((name, count) -> assertEquals(count, gen.parts().get(name).count(), name));
        assertEquals(
                68_159_107,
                gen.parts().get("decoder").count() + gen.parts().get("heads").count());
        assertEquals(278_848 + 295_232 + 1024, gen.parts().get("style").count());
        assertEquals(92_008_257, new ProjectionDiscriminator(paper.discriminator(), w).count());
        assertEquals(
                92_198_721, new ProjectionDiscriminator(paper.withClasses(305).discriminator(), w).count());
    }

    @Test
    void theCodeDependsOnTheContent() {
        CocoFunitGenerator gen = new CocoFunit(CocoFunitConfig.tiny(), 1).gen();
        NDArray y = manager.randomNormal(new Shape(1, 1, 1, 32, 32));
        NDArray zY = gen.classCode(y);
        NDArray one = gen.content(manager.ones(new Shape(1, 1, 32, 32)));
        NDArray other = gen.content(manager.randomNormal(new Shape(1, 1, 32, 32)));
        assertFalse(gen.conditioned(one, zY).equals(gen.conditioned(other, zY)));
        assertTrue(gen.conditioned(other, zY).gte(0).all().getBoolean(), "ReLU on both factors");
    }

    /** No constant bias: the style's part sees the code alone. */
    @Test
    void theConstantStyleBiasCanBeLeftOut() {
        ContentConditionedStyle.Config with = new ContentConditionedStyle.Config(4, 3, 5, 2);
        ContentConditionedStyle.Config without = new ContentConditionedStyle.Config(4, 3, 0, 2);
        Weights w = Weights.seeded(1, Init.UNIFORM);
        long more = new ContentConditionedStyle(with, w).count() - new ContentConditionedStyle(without, w).count();
        assertEquals(5 + 5 * 2, more, "b, and its columns in the first layer");
        assertEquals(
                new Shape(2, 3),
                new ContentConditionedStyle(without, w)
                        .forward(manager.ones(new Shape(2, 4, 3, 3)), manager.ones(new Shape(2, 3)))
                        .getShape());
    }

    /** D(x, y) is one map plus the class's inner product, the same at all places. */
    @Test
    void theClassMovesTheWholeMap() {
        ProjectionDiscriminator dis =
                new ProjectionDiscriminator(CocoFunitConfig.tiny().discriminator(), Weights.seeded(1, Init.UNIFORM));
        NDArray x = manager.randomNormal(new Shape(2, 1, 32, 32));
        NDArray labels = manager.create(new long[] {3, 7});
        dis.forward(x); // moves the spectral norms from their random start
        dis.evaluate(() -> {
            ClassDiscriminator.Judgement said = dis.judge(x, labels);
            NDArray moved = said.score().sub(dis.forward(x));
            NDArray features = said.features(); // (2, F, h, w)
            NDArray vectors = dis.weights().get("classes");
            for (int i = 0; i < 2; i++) {
                NDArray mean =
                        features.get(i).reshape(features.getShape().get(1), -1).mean(new int[] {1});
                float fit = mean.mul(vectors.get(labels.getLong(i))).sum().getFloat();
                float[] map = moved.get(i).toFloatArray();
                for (float value : map) {
                    assertEquals(fit, value, 1e-4f * Math.max(1, Math.abs(map[0])));
                }
            }
            return true;
        });
    }

    @Test
    void translatingWithOneCodeIsTranslatingWithEach() {
        CocoFunit coco = new CocoFunit(CocoFunitConfig.tiny(), 1);
        NDArray x = manager.randomNormal(new Shape(2, 1, 32, 32));
        NDArray zY = coco.classCode(manager.randomNormal(new Shape(3, 1, 32, 32)));
        NDArray both = Grad.off(() -> coco.translate(x, zY));
        NDArray each = Grad.off(() -> coco.translate(x, zY.repeat(0, 2)));
        assertArrayEquals(both.toFloatArray(), each.toFloatArray());
    }
}
