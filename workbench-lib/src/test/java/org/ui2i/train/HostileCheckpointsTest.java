package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.Damage;
import org.ui2i.FaultCounts;
import org.ui2i.Hostile;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;

/** Checkpoints that were damaged or made to harm are read or refused with one message; a training that refuses one is as before. */
class HostileCheckpointsTest {
    private static final List<String> VALUES = List.of(
            "null", "{}", "[]", "-1", "1e999", "NaN", "\"", "99999999999999999999", "0.5", ",", "true", "\u0000", "..");
    private static final String MOMENT = "opt/gen/m/0.npy", WEIGHT = "net/gen/0/res0/conv0/weight.npy";

    @TempDir
    private Path folder;

    private final Hostile hostile = new Hostile();
    private byte[] whole;
    private Map<String, byte[]> members;

    @BeforeEach
    void train() throws IOException {
        Toy toy = new Toy(1);
        toy.run(3);
        Path file = folder.resolve("whole.ckpt");
        toy.training.save(file);
        whole = Files.readAllBytes(file);
        members = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(whole))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.put(entry.getName(), zip.readAllBytes());
            }
        }
    }

    @Test
    void checkpointsAreTakenOrRefusedAndThenNothingHasChanged() throws IOException {
        for (int i = 0; i < FaultCounts.count(200, 2000); i++) {
            resumed("damaged", "" + i, Damage.bytes(whole, Damage.random(i)));
        }
        for (int i = 0; i < FaultCounts.count(200, 2000); i++) {
            Random random = Damage.random(-i);
            String name = List.of("meta.json", "history.csv", "timing.csv").get(i % 3);
            String text = new String(members.get(name), StandardCharsets.UTF_8);
            byte[] changed = Damage.text(text, VALUES, random).getBytes(StandardCharsets.UTF_8);
            resumed("a valid zip, another " + name, "" + i, with(name, changed));
        }
        for (long[] shape : new long[][] {{}, {0}, {1}, {2, 2, 3}, {2, 2, 3, 3, 1}}) {
            resumed("shape", "moment " + shape.length, with(MOMENT, ones(shape)));
            resumed("shape", "weight " + shape.length, with(WEIGHT, ones(shape)));
        }
        for (String text : List.of("", "\n", "\n\n\n", "step\n\n", "\n1,2")) {
            resumed("history", text, with("history.csv", text.getBytes(StandardCharsets.UTF_8)));
            resumed("history", text, with("timing.csv", text.getBytes(StandardCharsets.UTF_8)));
        }
        resumed("made to harm", "no member", zip(Map.of(), false));
        resumed("made to harm", "compressed", zip(members, true));
        resumed("made to harm", "300 MB of zeros", zip(Map.of("meta.json", new byte[300 << 20]), true));
        resumed("made to harm", "twice", twice());
        resumed("made to harm", "object", with(WEIGHT, npy("|O8")));
        resumed("made to harm", "whole numbers for weights", with(WEIGHT, npy("<i8")));
        resumed("made to harm", "path", with("../../x.npy", ones(2)));
        hostile.tryOut("whole", "", "", () -> new Toy(1).training.resume(folder.resolve("whole.ckpt")));
        hostile.report("checkpoints");
        assertEquals(2, hostile.worked("whole", "made to harm"), "the whole one, and the one with a path to nowhere");
    }

    private void resumed(String kind, String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("bad.ckpt"), bytes);
        Toy toy = new Toy(1);
        float[] before = TrainingTest.numbers(toy.gen);
        hostile.tryOut(kind, name, "", () -> {
            try {
                toy.training.resume(file);
            } catch (RuntimeException e) {
                assertArrayEquals(before, TrainingTest.numbers(toy.gen));
                assertEquals(0, toy.training.step());
                throw e;
            }
            toy.run(1); // what was taken can be trained on
        });
    }

    private byte[] with(String name, byte[] bytes) throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>(members);
        changed.put(name, bytes);
        return zip(changed, false);
    }

    private static byte[] zip(Map<String, byte[]> members, boolean deflated) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                if (deflated) {
                    zip.putNextEntry(new ZipEntry(member.getKey()));
                    zip.write(member.getValue());
                } else {
                    Npz.store(zip, member.getKey(), member.getValue());
                }
            }
        }
        return out.toByteArray();
    }

    /** Java's writer refuses a name twice, so another one is renamed in the bytes. */
    private byte[] twice() throws IOException {
        String text = new String(with("meta.jsoN", new byte[1]), StandardCharsets.ISO_8859_1);
        return text.replace("meta.jsoN", "meta.json").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ones(long... shape) {
        try (NDManager scope = Tensors.scope()) {
            NDArray ones = scope.ones(new Shape(shape));
            return Npz.encode(ones, false);
        }
    }

    private static byte[] npy(String type) {
        byte[] bytes = ones(2, 2, 3, 3);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("<f4", type);
        byte[] longer = new byte[bytes.length * 2];
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, longer, 0, text.length());
        return longer;
    }
}
