package org.ui2i.eval.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ui2i.eval.Diversity;
import org.ui2i.eval.FeatureDistance;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;

/**
 * Our scores against those of pytorch-fid, SciPy, torch-fidelity and lpips on the same numbers, which
 * {@code src/test/resources/scores/record.py} recorded; and in parts against one pass.
 */
class RecordedScoresTest {
    private final NDManager manager = Tensors.scope();
    private Map<String, NDArray> arrays;
    private JsonObject numbers;

    @BeforeEach
    void read() throws IOException {
        try (InputStream npz = open("scores.npz");
                InputStream json = open("scores.json")) {
            arrays = Npz.read(npz, manager);
            numbers = JsonParser.parseReader(new InputStreamReader(json, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(RecordedScoresTest.class.getResourceAsStream("/scores/" + name));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private double number(String key) {
        return numbers.get(key).getAsDouble();
    }

    private double[] list(String key) {
        return numbers.getAsJsonArray(key).asList().stream()
                .mapToDouble(e -> e.getAsDouble())
                .toArray();
    }

    private NDArray rows(String name, int from, int to) {
        return arrays.get(name).get(new NDIndex("{}:{}", from, to));
    }

    /** In batches of 1, 2, 3, ... rows, as parts that are then joined. */
    private Gaussian inParts(String name) {
        int n = (int) arrays.get(name).getShape().get(0);
        Gaussian even = Gaussian.NONE, odd = Gaussian.NONE;
        for (int from = 0, size = 1; from < n; from += size, size++) {
            NDArray batch = rows(name, from, Math.min(n, from + size));
            even = size % 2 == 0 ? even.add(batch) : even;
            odd = size % 2 == 1 ? odd.add(batch) : odd;
        }
        return odd.merge(even);
    }

    @Test
    void frechetDistanceIsThatOfPytorchFidAndOfScipy() {
        double distance = inParts("real").frechet(inParts("generated"));
        assertEquals(number("frechet_pytorch_fid"), distance, 1e-9);
        assertEquals(number("frechet_scipy"), distance, 1e-9);
        double onePass = Gaussian.of(arrays.get("real")).frechet(Gaussian.of(arrays.get("generated")));
        assertEquals(onePass, distance, 1e-9);
        assertEquals(
                onePass, FeatureDistance.frechet(arrays.get("real"), arrays.get("generated")), 1e-3, "a ridge more");
    }

    @Test
    void fewerImagesThanFeaturesGiveWhatPytorchFidGives() {
        double distance = Gaussian.of(rows("real", 0, 40)).frechet(Gaussian.of(rows("generated", 0, 40)));
        assertEquals(number("frechet_few_pytorch_fid"), distance, 1e-5, "40 rows of 64: both covariances are singular");
        assertEquals(number("frechet_few_scipy"), distance, 1e-5);
    }

    @Test
    void inceptionsWidthTakesSecondsAndFewImagesLoseNoDigits() {
        NDArray x = manager.randomNormal(new Shape(64, 2048));
        Gaussian real = Gaussian.of(x), moved = Gaussian.of(x.add(.5f));
        double distance = assertTimeout(Duration.ofMinutes(3), () -> real.frechet(moved));
        assertEquals(2048 * .25, distance, 1e-3, "equal covariances of rank 63, means .5 apart");
    }

    @Test
    void meansFarFromZeroLoseNoDigits() {
        NDArray real = arrays.get("real").toType(DataType.FLOAT64, true), far = real.add(1e6);
        Gaussian parts = Gaussian.NONE;
        for (int from = 0; from < 200; from += 50) {
            parts = parts.add(far.get(new NDIndex("{}:{}", from, from + 50)));
        }
        assertEquals(0, Gaussian.of(far).frechet(parts), 1e-6);
        assertArrayEquals(Gaussian.of(real).scatter(), parts.scatter(), 1e-6);
    }

    @Test
    void kernelDistanceIsThatOfTorchFidelity() {
        FeatureSample real = sample("real", 300), generated = sample("generated", 300);
        double all = number("kernel_torch_fidelity");
        assertEquals(all, real.kernel(generated, 200, 1), 1e-12, "one subset of all rows");
        assertEquals(all, FeatureDistance.kernel(arrays.get("real"), arrays.get("generated")), 1e-12);
        assertEquals(all, real.kernel(generated, 50, 400), .01, "the mean over subsets");
    }

    private FeatureSample sample(String name, int capacity) {
        float[][] rows = floats(name);
        return FeatureSample.none(capacity, 5)
                .add(LongStream.range(0, rows.length).toArray(), rows);
    }

    private float[][] floats(String name) {
        return IntStream.range(0, (int) arrays.get(name).getShape().get(0))
                .mapToObj(i -> arrays.get(name).get(i).toFloatArray())
                .toArray(float[][]::new);
    }

    @Test
    void aSampleIsTheSameInWhateverOrderTheRowsCome() {
        FeatureSample onePass = sample("real", 30);
        float[][] rows = floats("real");
        FeatureSample parts = FeatureSample.none(30, 5);
        for (int i = rows.length - 1; i >= 0; i--) {
            parts = FeatureSample.none(30, 5)
                    .add(new long[] {i}, new float[][] {rows[i]})
                    .merge(parts);
        }
        assertEquals(30, parts.entries().size());
        assertEquals(onePass, parts);
        double mean = onePass.entries().stream()
                .mapToDouble(e -> e.row()[0])
                .average()
                .orElseThrow();
        double all = Arrays.stream(rows).mapToDouble(row -> row[0]).average().orElseThrow();
        assertTrue(mean != all && Math.abs(mean - all) < .3, "some rows, not the first: " + mean + " " + all);
    }

    @Test
    void inceptionScoreIsThatOfTorchFidelity() {
        double[][] p = probabilities();
        ClassSums parts = ClassSums.NONE;
        for (double[] row : p) {
            parts = ClassSums.of(row).merge(parts);
        }
        assertEquals(number("inception_score_torch_fidelity"), parts.inceptionScore(), 1e-9);
        assertEquals(Math.log(parts.inceptionScore()), parts.meanKl(), 1e-12);
    }

    private double[][] probabilities() {
        double[] flat =
                arrays.get("logits").toType(DataType.FLOAT64, true).softmax(1).toDoubleArray();
        return IntStream.range(0, 200)
                .mapToObj(i -> Arrays.copyOfRange(flat, 10 * i, 10 * i + 10))
                .toArray(double[][]::new);
    }

    @Test
    void conditionalScoreIsItsFormulaInNumpy() {
        double[][] p = probabilities();
        Average cis = Average.NONE;
        for (int from = 0; from < p.length; from += 10) {
            cis = cis.add(ClassSums.of(Arrays.copyOfRange(p, from, from + 10)).meanKl());
        }
        assertEquals(number("cis"), cis.value(), 1e-9);
        assertEquals(number("cis"), Diversity.cis(arrays.get("logits").softmax(1), 10), 1e-6, "in float32");
    }

    @Test
    void lpipsIsThatOfItsPackage() {
        List<NDArray> x = List.of(arrays.get("x0"), arrays.get("x1")), y = List.of(arrays.get("y0"), arrays.get("y1"));
        List<NDArray> w = List.of(arrays.get("w0"), arrays.get("w1"));
        assertArrayEquals(list("lpips"), PerceptualDistance.lpips(x, y, w), 1e-9);
        assertArrayEquals(new double[3], PerceptualDistance.lpips(x, x, w), 1e-12);
    }

    @Test
    void dipdIsTheSameWithTorchsInstanceNorm() {
        assertArrayEquals(list("dipd"), PerceptualDistance.dipd(arrays.get("x0"), arrays.get("y0")), 1e-9);
        NDArray x = arrays.get("x0");
        assertArrayEquals(new double[3], PerceptualDistance.dipd(x, x), 1e-12, "kept");
    }
}
