package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.ScenePair;
import org.ui2i.data.Scenes;
import org.ui2i.loss.CenterTargets;
import org.ui2i.loss.InstanceConsistency;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Activation;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Tensors;

/**
 * The detector as a lesson trains it: on scenes of A, by the trainer of all models; then frozen in a translator's run.
 */
class DetectorTrainingTest {
    private static final int CLASSES = Scenes.CLASSES.size();
    private final Scenes scenes = Datasets.scenes().batch(4);
    private final CenterDetector detector =
            new CenterDetector(CenterDetector.Config.lab(CLASSES).withFilters(4), Weights.seeded(1, Init.KAIMING));

    private static Adam adam() {
        return new Adam(new Adam.Config(2e-3, 0.9, 0.999, 1e-8, 0));
    }

    private LossTerms loss(ScenePair x) {
        return CenterTargets.of(x.step().manager(), x.boxes(), CLASSES, scenes.size())
                .loss(detector.maps(x.a()));
    }

    private Map<String, float[]> copy() {
        return detector.state().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toFloatArray()));
    }

    @Test
    void learnsFromBoxes() {
        Training<ScenePair> training = new Training<ScenePair>(7).player("detector", adam(), detector);
        double first = training.run(scenes, 3, this::loss).mean("detector/total", 3);
        double last = training.run(scenes, 27, this::loss).mean("detector/total", 3);
        assertTrue(last < 0.6 * first, "loss from " + first + " to " + last);
        try (NDManager manager = Tensors.scope()) {
            NDArray x = scenes.a(2).all(manager);
            assertEquals(2, detector.detect(x).size());
        }
    }

    @Test
    void staysAsItIsWhileAGeneratorLearnsFromIt() {
        ConvBlock generator = new ConvBlock(
                new ConvBlock.Config(3, 3, 3, 1, 1, Padding.REFLECT, Norm.NONE, Activation.TANH),
                Weights.seeded(5, Init.KAIMING));
        Map<String, float[]> before = copy();
        float[] weight = weight(generator);
        new Training<ScenePair>(7).player("gen", adam(), generator).run(scenes, 2, x -> LossTerms.of(
                        LossWeights.none().with("ic", 2))
                .add("ic", InstanceConsistency.loss(detector, x.a(), generator.forward(x.a()), x.boxes())));
        copy().forEach((path, values) -> assertArrayEquals(before.get(path), values, path));
        assertTrue(Math.abs(weight[0] - weight(generator)[0]) > 1e-4, "the generator has not moved");
    }

    private static float[] weight(ConvBlock block) {
        return block.weights().values().iterator().next().toFloatArray();
    }
}
