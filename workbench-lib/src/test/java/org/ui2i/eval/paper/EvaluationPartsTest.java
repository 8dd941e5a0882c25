package org.ui2i.eval.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.core.Seeds;
import org.ui2i.data.Sha256;
import org.ui2i.eval.paper.NetSpec.Range;
import org.ui2i.plot.Png;
import org.ui2i.run.EvaluationParts;
import org.ui2i.run.Workers;

/** What workers tally in parts is what one process tallies. */
class EvaluationPartsTest {
    private static final int SIZE = 8, REAL = 70, INPUTS = 25;

    @TempDir
    private Path folder;

    private List<Item> items = List.of();

    @BeforeEach
    void draw() throws IOException {
        for (String target : List.of("cat", "dog")) {
            for (int i = 0; i < REAL; i++) {
                image("real/" + target + "/" + i + ".png", Seeds.mix(i, target.hashCode()));
            }
            for (int i = 0; i < 2 * INPUTS; i++) {
                image(
                        "outputs/" + target + "/in" + i / 2 + "/" + i % 2 + ".png",
                        Seeds.mix(1000 + i, target.hashCode()));
            }
        }
        for (int i = 0; i < INPUTS; i++) {
            image("inputs/in" + i + ".png", Seeds.mix(2000, i));
        }
        items = new EvaluationFolders(folder.resolve("real"), folder.resolve("outputs"), folder.resolve("inputs"), true)
                .items();
    }

    private void image(String name, long seed) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIZE * SIZE; i++) {
            image.setRGB(i % SIZE, i / SIZE, (int) Seeds.mix(seed, i) & 0xFFFFFF);
        }
        Png.write(image, folder.resolve(name));
    }

    /** Another process, as far as what is sent goes; answers come in the reverse order. */
    private record Remote() implements Workers {
        @Override
        public <T extends Serializable, R extends Serializable> void each(
                List<T> pieces, Task<T, R> task, Consumer<R> done) throws IOException {
            List<R> results = new ArrayList<>();
            for (T piece : pieces) {
                results.add(sent(sent(task).of(sent(piece))));
            }
            Collections.reverse(results);
            results.forEach(done);
        }

        @SuppressWarnings("unchecked")
        private static <S extends Serializable> S sent(S value) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(value);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (S) in.readObject();
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {}
    }

    private static NetSpec spec(NetKind kind, Path file, List<String> classes) throws IOException {
        NetSpec s = NetSpec.of(kind, "tiny net", "top", Sha256.of(file), SIZE, Range.SIGNED);
        return new NetSpec(kind, s.name(), s.layer(), s.sha256(), SIZE, s.range(), s.mean(), s.std(), classes);
    }

    private static Map<String, Double> scores(Tally tally, NetSpec spec) {
        return tally.values(spec).stream()
                .collect(Collectors.toMap(v -> v.score().name(), FieldValue::value, (a, b) -> a, TreeMap::new));
    }

    private static void ignore(String name, String why) {}

    private List<String> equalInParts(Path net, NetSpec spec) throws IOException {
        Map<String, Double> single;
        try (FeatureNet here = FeatureNet.load(net, spec)) {
            single = scores(Evaluation.tally(here, items, EvaluationPartsTest::ignore), spec);
        }
        for (int size : new int[] {7, 64, 1000}) {
            BiConsumer<String, String> leftOut = EvaluationPartsTest::ignore;
            Map<String, Double> parts =
                    scores(EvaluationParts.tally(new Remote(), net, spec, items, size, leftOut), spec);
            assertEquals(single.keySet(), parts.keySet());
            single.forEach((name, value) -> assertEquals(value, parts.get(name), 1e-6 * Math.abs(value), name));
        }
        return List.copyOf(single.keySet());
    }

    @Test
    void allScoresAreThoseOfOnePassWhateverTheParts() throws IOException {
        Path vector = TinyScript.vector(folder.resolve("vector.pt"), 12, 1);
        assertEquals(
                List.of("FID", "KID", "MEAN_FID"), equalInParts(vector, spec(NetKind.OTHER_VECTOR, vector, List.of())));
        Path logits = TinyScript.vector(folder.resolve("logits.pt"), 3, 1);
        NetSpec classes = spec(NetKind.OTHER_LOGITS, logits, List.of("dog", "cat", "fox"));
        assertTrue(equalInParts(logits, classes).containsAll(List.of("IS", "LOG_IS", "CIS", "TOP_1")));
        String weights = "return (x, torch.ones([3], dtype=6))";
        Path maps = TinyScript.write(folder.resolve("maps.pt"), "Tuple[Tensor, Tensor]", weights, 1);
        NetSpec weighted = spec(NetKind.OTHER_WEIGHTED_MAPS, maps, List.of());
        assertEquals(List.of("LPIPS", "LPIPS_DIVERSITY"), equalInParts(maps, weighted));
    }

    @Test
    void brokenImagesAreNamedInOrderAndAbsentOnesAreAnotherMachines() throws IOException {
        Path net = TinyScript.vector(folder.resolve("vector.pt"), 12, 1);
        NetSpec spec = spec(NetKind.OTHER_VECTOR, net, List.of());
        Files.writeString(folder.resolve("outputs/cat/in2/1.png"), "no image");
        Files.writeString(folder.resolve("real/cat/3.png"), "no image");
        List<String> here = new ArrayList<>(), parts = new ArrayList<>();
        try (FeatureNet loaded = FeatureNet.load(net, spec)) {
            Evaluation.tally(loaded, items, (name, why) -> here.add(name + why));
        }
        EvaluationParts.tally(new Remote(), net, spec, items, 10, (name, why) -> parts.add(name + why));
        assertEquals(here, parts);
        assertFalse(here.isEmpty());
        Files.move(folder.resolve("real"), folder.resolve("elsewhere"));
        String text = assertThrows(
                        IllegalArgumentException.class,
                        () -> EvaluationParts.tally(new Remote(), net, spec, items, 10, EvaluationPartsTest::ignore))
                .getMessage();
        assertTrue(text.contains("folders must have the same paths everywhere"), text);
    }
}
