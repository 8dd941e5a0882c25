package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;
import org.ui2i.train.Listener;

/** pix2pix and CycleGAN. */
class PairedRunsTest {
    private static final CycleGanRun CYCLE = CycleGanRun.of(CycleGanRun.Preset.TINY, "emoji-drawers", 3);
    private static final Pix2pixRun PAIRS = Pix2pixRun.of(Pix2pixRun.Preset.TINY, "emoji-edges", 3);

    @TempDir
    private Path folder;

    /** The pools of four are full after two steps: what they hold decides the steps after the checkpoint. */
    @Test
    void aResumedRunEqualsAStraightOneBitForBitPoolsIncluded() throws IOException {
        Session<?> straight = trained(CYCLE, "straight", 8);
        trained(CYCLE, "cut", 4);
        Session<?> resumed = CYCLE.session(8);
        resumed.training().saving(folder.resolve("cut"), 100).resume(folder.resolve("cut"));
        resumed.train(4, Listener.all());
        assertEquals(
                Files.readString(folder.resolve("straight/history.csv")),
                Files.readString(folder.resolve("cut/history.csv")));
        assertSame(straight, resumed);
        Map<String, byte[]> one = pools("straight"), two = pools("cut");
        assertEquals(4, one.size(), one.keySet()::toString);
        one.forEach((name, bytes) -> assertArrayEquals(bytes, two.get(name), name));
    }

    /** Images and counts of both pools, as the checkpoint holds them. */
    private Map<String, byte[]> pools(String run) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (ZipFile zip = new ZipFile(folder.resolve(run).resolve("last.ckpt").toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().contains("pool")) {
                    found.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
        }
        return found;
    }

    @Test
    void pix2pixResumesBitForBitRunningStatisticsIncluded() throws IOException {
        Session<?> straight = trained(PAIRS, "straight", 6);
        trained(PAIRS, "cut", 3);
        Session<?> resumed = PAIRS.session(6);
        resumed.training().saving(folder.resolve("cut"), 100).resume(folder.resolve("cut"));
        resumed.train(3, Listener.all());
        assertSame(straight, resumed);
    }

    private Session<?> trained(ModelRun run, String name, int steps) {
        Session<?> session = run.session(8);
        session.training().saving(folder.resolve(name), 100);
        session.train(steps, Listener.all());
        return session;
    }

    private static void assertSame(Session<?> one, Session<?> other) {
        one.networks().forEach((name, part) -> part.state()
                .forEach((path, array) -> assertArrayEquals(
                        array.toFloatArray(),
                        other.networks().get(name).state().get(path).toFloatArray(),
                        name + "/" + path)));
    }

    /** Looking at the networks while they learn, noise included, changes nothing. */
    @Test
    void aLookInBetweenChangesNothing() {
        Session<?> watched = PAIRS.session(4), alone = PAIRS.session(4);
        try (NDManager scope = Tensors.scope()) {
            NDArray x = Draws.seeded(1, 1, scope).noise(new Shape(2, 3, 16, 16));
            Wish noisy = new Wish(Wish.Direction.A2B, null, 5L, List.of());
            for (int i = 0; i < 4; i++) {
                watched.train(1, Listener.all());
                Translator.of(watched.trained(), noisy).translate(x);
                alone.train(1, Listener.all());
            }
        }
        assertSame(watched, alone);
    }

    @Test
    void pix2pixAnswersWithoutNoiseOrWithThatOfASeed() {
        Session<?> session = PAIRS.session(2);
        session.train(2, Listener.all());
        try (NDManager scope = Tensors.scope()) {
            NDArray x = Draws.seeded(1, 1, scope).noise(new Shape(3, 3, 16, 16)).tanh();
            float[] plain = drawn(session, null, x);
            float[] one = drawn(session, 1L, x), two = drawn(session, 2L, x);
            assertTrue(!Arrays.equals(plain, one) && !Arrays.equals(one, two));
            assertArrayEquals(one, drawn(session, 1L, x));
            float[] alone = drawn(session, 1L, x.get("1:2"));
            assertArrayEquals(
                    Arrays.copyOfRange(one, alone.length, 2 * alone.length), alone, 1e-5f, "no neighbour counts");
        }
        assertThrows(IllegalArgumentException.class, () -> Translator.of(session.trained(), Wish.b2a()));
    }

    private static float[] drawn(Session<?> session, Long seed, NDArray x) {
        Wish wish = new Wish(Wish.Direction.A2B, null, seed, List.of());
        return Translator.of(session.trained(), wish).translate(x).toFloatArray();
    }

    @Test
    void playersStepInThePapersOrder() {
        assertEquals(List.of("dis/real", "gen/l1"), firstTerms(PAIRS, "dis/real", "gen/l1"));
        assertEquals(List.of("gen/gan", "dis/real"), firstTerms(CYCLE, "dis/real", "gen/gan"));
    }

    /** Columns in the order in which the players took their turns. */
    private static List<String> firstTerms(ModelRun run, String... columns) {
        Session<?> session = run.session(1);
        session.train(1, Listener.all());
        return session.training().history().table().columnNames().stream()
                .filter(List.of(columns)::contains)
                .toList();
    }

    @Test
    void settingsAreYamlAndWrongSizesAreNamed() {
        CycleGanRun wide = ModelRun.with(CYCLE, List.of("gen.filters=6", "weights.identity=5", "size=32", "pool=7"));
        assertEquals(32, wide.size());
        assertEquals(wide, Configs.fromYaml(CycleGanRun.class, Configs.toYaml(wide)));
        Pix2pixRun plain = ModelRun.with(PAIRS, List.of("weights.gan=0", "dis.conditional=false", "size=32"));
        assertEquals(plain, Configs.fromYaml(Pix2pixRun.class, Configs.toYaml(plain)));
        String odd = assertThrows(IllegalArgumentException.class, () -> ModelRun.with(PAIRS, List.of("size=20")))
                .getMessage();
        assertTrue(odd.contains("size is 20: use a multiple of 8 from 8 on"), odd);
        String small = assertThrows(IllegalArgumentException.class, () -> ModelRun.with(CYCLE, List.of("dis.layers=3")))
                .getMessage();
        assertTrue(small.contains("size is 16: use a multiple of 2 from 24 on"), small);
    }
}
