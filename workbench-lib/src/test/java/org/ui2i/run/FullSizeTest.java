package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ui2i.FaultCounts;
import org.ui2i.core.ResidentMemory;
import org.ui2i.train.History;
import org.ui2i.train.Listener;

/**
 * The paper presets' networks at their full size, with random weights, on random images: each player's first step, one image at
 * a time. The bounded set takes three models on small images; {@code -Dtest.long=true} takes all, on images of the papers' size.
 */
class FullSizeTest {
    @TempDir
    private static Path root;

    /**
     * What a model is tried on.
     *
     * @param folders domains or classes, as many as in the paper
     * @param parameters of all players together, by the public code
     * @param sets what a first step on few images needs besides
     */
    private record Case(int folders, long parameters, List<String> sets) {}

    private static final boolean FULL = FaultCounts.count(0, 1) == 1;

    private static final Map<ModelKind, Case> CASES = Map.of(
            ModelKind.UNIT, new Case(2, 18_017_286 + 25_240_065, List.of()),
            ModelKind.MUNIT, new Case(2, 2 * 15_026_187 + 2 * 8_271_171, List.of()),
            ModelKind.FUNIT, new Case(119, 29_866_435 + 54_252_599, List.of("batch=2", "accumulate=2")),
            ModelKind.COCO_FUNIT, new Case(119, 121_562_307 + 92_008_257, List.of("batch=2", "accumulate=2")),
            ModelKind.TUNIT,
                    new Case(
                            9, // 18 images, of which a queue holds 16
                            9_296_778 + 70_935_242 + 27_333_763,
                            List.of("batch=2", "contrast.queue=16")),
            ModelKind.DUNIT, new Case(2, 0, List.of("batch=1")),
            ModelKind.PIX2PIX, new Case(2, 54_413_955 + 2_768_705, List.of()),
            ModelKind.CYCLEGAN, new Case(2, 2 * 11_378_179 + 2 * 2_764_737, List.of()),
            ModelKind.STARGAN, new Case(5, 8_430_528 + 44_762_048, List.of("batch=1")),
            ModelKind.RELGAN, new Case(17, 8_471_977 + 53_165_010, List.of("batch=1")));

    static long parameters(ModelKind kind) {
        return CASES.get(kind).parameters;
    }

    @BeforeAll
    static void drawNoise() throws IOException {
        Random random = new Random(1);
        for (int folders :
                CASES.values().stream().mapToInt(Case::folders).distinct().toArray()) {
            for (int i = 0; i < folders; i++) {
                Path folder = Files.createDirectories(root.resolve(folders + "/f" + (100 + i)));
                for (int j = 0; j < 2; j++) {
                    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
                    image.setRGB(0, 0, 16, 16, random.ints(256).toArray(), 0, 16);
                    ImageIO.write(image, "png", folder.resolve(j + ".png").toFile());
                }
            }
        }
    }

    static Stream<ModelKind> kinds() {
        List<ModelKind> bounded = List.of(ModelKind.UNIT, ModelKind.MUNIT, ModelKind.FUNIT);
        return FULL ? Arrays.stream(ModelKind.values()) : bounded.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFullSizeModelTakesItsFirstSteps(ModelKind kind) throws IOException {
        Case tried = CASES.get(kind);
        ModelRun run = run(kind, tried).allPlayers();
        Session<?> session = run.session(run.period());
        long count = session.training().count();
        assertTrue(tried.parameters == 0 || tried.parameters == count, kind + " has " + count + " parameters");
        List<float[]> before = weights(session);
        ResidentMemory.forgetPeak();
        session.train(run.period(), Listener.all());
        double mb = ResidentMemory.peakMb();
        List<float[]> after = weights(session);
        for (int i = 0; i < before.size(); i++) {
            assertFalse(Arrays.equals(before.get(i), after.get(i)), "network " + i + " of " + kind + " stands still");
        }
        finite(session.training().history());
        if (FULL) {
            FaultCounts.figure(
                    "full size: %s at %d x %d, a part of %d: %.0f MB held at most",
                    kind, run.size(), run.size(), run.batch() / run.scale().accumulate(), mb);
        }
        if (FULL || kind == ModelKind.FUNIT) {
            checkpoint(kind, run, session, after);
        } else {
            session.training().discard();
        }
    }

    /** A checkpoint of full size is whole, and is read where Java's heap is smaller than the networks. */
    private static void checkpoint(ModelKind kind, ModelRun run, Session<?> session, List<float[]> weights)
            throws IOException {
        Path file = root.resolve(kind + ".ckpt");
        long begun = System.nanoTime();
        session.training().save(file);
        long written = System.nanoTime();
        session.training().discard();
        Session<?> again = run.session(run.period());
        long built = System.nanoTime();
        again.training().resume(file);
        long read = System.nanoTime();
        FaultCounts.figure(
                "full size: %s's checkpoint: %d MB, written in %.1f s, read in %.1f s",
                kind, Files.size(file) >> 20, (written - begun) / 1e9, (read - built) / 1e9);
        List<float[]> resumed = weights(again);
        for (int i = 0; i < weights.size(); i++) {
            assertArrayEquals(weights.get(i), resumed.get(i));
        }
        again.training().discard();
        Files.delete(file);
    }

    private static ModelRun run(ModelKind kind, Case tried) {
        if (kind == ModelKind.DUNIT) {
            return kind.run(ModelKind.Preset.PAPER, "scenes", tried.sets);
        }
        List<String> sets = new ArrayList<>(tried.sets);
        if (!FULL) {
            sets.add("size=64");
        }
        return kind.run(ModelKind.Preset.PAPER, "folder:" + root.resolve("" + tried.folders), sets);
    }

    /** The first array of each network that trains; DUNIT's detector has its own time before. */
    private static List<float[]> weights(Session<?> session) {
        List<float[]> all = new ArrayList<>();
        session.networks().forEach((name, part) -> {
            if (!name.equals("detector")) {
                List<NDArray> arrays = List.copyOf(part.weights().values());
                all.add(arrays.get(0).toFloatArray());
            }
        });
        return all;
    }

    private static void finite(History history) {
        assertFalse(history.terms().isEmpty());
        for (String term : history.terms()) {
            assertTrue(Double.isFinite(history.mean(term, history.size())), term);
        }
    }
}
