package org.ui2i.train;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.Damage;
import org.ui2i.FaultCounts;
import org.ui2i.Hostile;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.tensor.Tensors;

/** Published weights and class codes that were damaged or made to harm are read or refused with one message. */
class HostileWeightsTest {
    private static final List<String> VALUES =
            List.of("null", "{}", "[]", "-1", "1e999", "\"", "99999999999999999999", ",", "genA/", "\u0000", "../..");
    private static final UnitConfig CONFIG = UnitConfig.tiny();

    @TempDir
    private Path folder;

    private final Hostile hostile = new Hostile();

    @Test
    void weightsAreTakenOrRefused() throws IOException {
        Unit unit = new Unit(CONFIG, 1);
        PublishedWeights.Origin origin = new PublishedWeights.Origin("unit", Configs.toYaml(CONFIG), "", 1, 20, 3.5);
        PublishedWeights.write(
                folder, Map.of("genA", unit.genA(), "genB", unit.genB()), origin, PublishedWeights.Precision.BYTE);
        Path weights = folder.resolve("weights.npz"), meta = folder.resolve("meta.json");
        byte[] whole = Files.readAllBytes(weights);
        String said = Files.readString(meta);
        for (int i = 0; i < FaultCounts.count(150, 1500); i++) {
            Files.write(weights, Damage.bytes(whole, Damage.random(i)));
            hostile.tryOut("weights.npz", "" + i, "", () -> load(unit));
        }
        Files.write(weights, whole);
        for (int i = 0; i < FaultCounts.count(150, 1500); i++) {
            byte[] changed = Damage.text(said, VALUES, Damage.random(i)).getBytes(StandardCharsets.UTF_8);
            Files.write(meta, changed);
            hostile.tryOut("meta.json", "" + i, "", () -> load(unit));
        }
        hostile.report("published weights");
    }

    private void load(Unit unit) throws IOException {
        try (NDManager scope = Tensors.scope()) {
            PublishedWeights read = PublishedWeights.read(folder, scope);
            read.load("genA", unit.genA());
            read.load("genB", unit.genB());
            Configs.fromYaml(UnitConfig.class, read.origin().config());
        }
    }

    @Test
    void classCodesAreTakenOrRefused() throws IOException {
        Unit unit = new Unit(CONFIG, 1);
        Path file = folder.resolve("codes.npz");
        try (NDManager scope = Tensors.scope()) {
            ClassCodes codes = new ClassCodes(unit.genA());
            codes.put("a", scope.ones(new Shape(1, 8)))
                    .put("b", scope.zeros(new Shape(1, 8)))
                    .save(file);
        }
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < FaultCounts.count(150, 1500); i++) {
            Files.write(file, Damage.bytes(whole, Damage.random(i)));
            hostile.tryOut("damaged", "" + i, file.toString(), () -> {
                try (NDManager scope = Tensors.scope()) {
                    ClassCodes.read(file, unit.genA(), scope);
                }
            });
        }
        hostile.report("class codes");
    }
}
