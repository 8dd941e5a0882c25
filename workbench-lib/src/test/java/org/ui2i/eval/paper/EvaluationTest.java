package org.ui2i.eval.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Sha256;
import org.ui2i.eval.paper.NetSpec.Range;

/** Folders of small images through tiny networks, in one pass and in parts. */
class EvaluationTest {
    private static final int SIZE = 8;
    private static final String MAPS = "Tuple[Tensor, Tensor]";

    @TempDir
    private Path folder;

    private Path image(String name, long seed) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int i = 0; i < SIZE * SIZE; i++) {
            image.setRGB(i % SIZE, i / SIZE, random.nextInt(1 << 24));
        }
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** 2 classes, 20 real images each; 6 inputs, 3 translations of each to each class. */
    private EvaluationFolders folders() throws IOException {
        for (String target : List.of("cat", "dog")) {
            for (int i = 0; i < 20; i++) {
                image("real/" + target + "/" + i + ".png", i + target.hashCode());
            }
            for (int i = 0; i < 18; i++) {
                image("outputs/" + target + "/in" + i / 3 + "/" + i % 3 + ".png", 1000 + i + target.hashCode());
            }
        }
        for (int i = 0; i < 6; i++) {
            image("inputs/in" + i + ".png", 2000 + i);
        }
        return new EvaluationFolders(folder.resolve("real"), folder.resolve("outputs"), folder.resolve("inputs"), true);
    }

    private FeatureNet net(NetKind kind, Path file, List<String> classes) throws IOException {
        NetSpec s = NetSpec.of(kind, "tiny net", "top", Sha256.of(file), SIZE, Range.SIGNED);
        return FeatureNet.load(
                file, new NetSpec(kind, s.name(), s.layer(), s.sha256(), SIZE, s.range(), s.mean(), s.std(), classes));
    }

    private List<FeatureNet> nets() throws IOException {
        Path vector = TinyScript.vector(folder.resolve("vector.pt"), 12, 1);
        Path logits = TinyScript.vector(folder.resolve("logits.pt"), 3, 1);
        Path maps = TinyScript.write(folder.resolve("maps.pt"), "Tensor", "return x", 1);
        String weights = "return (x, torch.ones([3], dtype=6))";
        Path weighted = TinyScript.write(folder.resolve("weighted.pt"), MAPS, weights, 1);
        return List.of(
                net(NetKind.OTHER_VECTOR, vector, List.of()),
                net(NetKind.OTHER_LOGITS, logits, List.of("dog", "cat", "fox")),
                net(NetKind.OTHER_MAPS, maps, List.of()),
                net(NetKind.OTHER_WEIGHTED_MAPS, weighted, List.of()));
    }

    private static Map<String, Double> scores(Tally tally, FeatureNet net) {
        return tally.values(net.spec()).stream()
                .collect(Collectors.toMap(v -> v.score().name(), FieldValue::value, (a, b) -> a, TreeMap::new));
    }

    private static Tally all(FeatureNet net, List<Item> items) {
        return Evaluation.tally(net, items, (name, why) -> {
            throw new AssertionError(name + ": " + why);
        });
    }

    @Test
    void partsMergedInAnyOrderGiveTheSinglePass() throws Exception {
        List<Item> items = folders().items();
        assertEquals(2 * 20 + 2 * 6, items.size());
        List<Item> mixed = new ArrayList<>(items);
        Collections.shuffle(mixed, new Random(1));
        List<String> names = new ArrayList<>();
        for (FeatureNet net : nets()) {
            Map<String, Double> single = scores(all(net, items), net);
            Tally parts = Tally.none(net.spec());
            for (int from = 0; from < mixed.size(); from += 7) {
                Tally part = all(net, mixed.subList(from, Math.min(mixed.size(), from + 7)));
                parts = copied(part).merge(parts);
            }
            Map<String, Double> merged = scores(parts, net);
            assertEquals(single.keySet(), merged.keySet());
            single.forEach(
                    (name, value) -> assertEquals(value, merged.get(name), 1e-9 * Math.abs(value) + 1e-12, name));
            names.addAll(single.keySet());
            net.close();
        }
        assertEquals(
                List.of(
                        "FID",
                        "KID",
                        "MEAN_FID",
                        "CIS",
                        "IS",
                        "LOG_IS",
                        "REAL_TOP_1",
                        "REAL_TOP_5",
                        "TOP_1",
                        "TOP_5",
                        "DIPD",
                        "LPIPS",
                        "LPIPS_DIVERSITY"),
                names);
    }

    private static Tally copied(Tally tally) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(tally);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Tally) in.readObject();
        }
    }

    @Test
    void anItemWithABrokenImageIsNamedAndCountsNowhere() throws IOException {
        EvaluationFolders folders = folders();
        FeatureNet net = nets().get(2);
        Files.writeString(folder.resolve("outputs/cat/in2/1.png"), "no image");
        Files.writeString(folder.resolve("inputs/in4.png"), "no image");
        List<String> left = new ArrayList<>();
        Tally tally = Evaluation.tally(net, folders.items(), (name, why) -> left.add(name + " " + why));
        assertEquals(3, left.size(), "in2 for cat; in4 for cat and dog");
        assertTrue(left.get(0).startsWith("in2 1.png is no readable image"), left.toString());
        assertEquals(2 * 18 - 3 * 3, ((PairTally) tally).images());
        net.close();
    }

    /** As {@code translate --in} writes: the inputs' subfolders, and manifests beside them. */
    @Test
    void whatTheTranslationOfAFolderWroteIsTaken() throws IOException {
        image("real/0.png", 1);
        for (String name : List.of("a", "sub/a", "sub/deep/b")) {
            image("inputs/" + name + ".png", 2);
            image("outputs/" + name + ".png", 3);
        }
        image("outputs/sub/c/1.png", 4); // one of several of sub/c
        image("inputs/sub/c.png", 5);
        Files.createDirectories(folder.resolve("outputs/manifest"));
        Files.writeString(folder.resolve("outputs/manifest/0.csv"), "input,output");
        Path outputs = folder.resolve("outputs"), inputs = folder.resolve("inputs");
        EvaluationFolders folders = new EvaluationFolders(folder.resolve("real"), outputs, inputs, false);
        List<String> pairs = folders.items().stream()
                .filter(item -> item.side() == Side.OUTPUT)
                .map(item -> item.name() + " of " + inputs.relativize(Path.of(item.input())))
                .toList();
        assertEquals(
                List.of(
                        "a.png of a.png",
                        "sub/a.png of sub/a.png",
                        "sub/c of sub/c.png",
                        "sub/deep/b.png of sub/deep/b.png"),
                pairs);
        Files.delete(folder.resolve("inputs/sub/deep/b.png"));
        refused(folders, "deep has no input named \"sub/deep\"");
    }

    @Test
    void foldersThatDoNotFitTogetherAreRefusedBeforeAnythingIsRead() throws IOException {
        EvaluationFolders f = folders();
        Files.delete(folder.resolve("inputs/in3.png"));
        refused(f, "has no input named \"in3\"");
        image("inputs/in3.png", 1);
        image("inputs/in3.jpg", 1);
        refused(f, "differ only in their endings");
        Files.delete(folder.resolve("inputs/in3.jpg"));
        Files.createDirectory(folder.resolve("real/fox"));
        refused(f, "the classes [cat, dog, fox]");
        Files.createDirectory(folder.resolve("outputs/fox"));
        refused(f, "fox has no image");
        refused(new EvaluationFolders(f.real(), f.outputs(), null, false), "real has no image");
        refused(new EvaluationFolders(folder.resolve("none"), f.outputs(), null, true), "is no folder");
        assertEquals(
                20 + 6,
                new EvaluationFolders(f.real().resolve("cat"), f.outputs().resolve("cat"), null, false)
                        .items()
                        .size());
    }

    private static void refused(EvaluationFolders folders, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, folders::items).getMessage();
        assertTrue(message.contains(part), message);
    }
}
