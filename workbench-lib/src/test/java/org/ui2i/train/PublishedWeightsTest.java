package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Tensors;

class PublishedWeightsTest {
    @Test
    void networksComeBackInHalfPrecisionWithSharedBlocksOnce(@TempDir Path folder) throws IOException {
        Unit unit = new Unit(UnitConfig.tiny(), 1);
        Unit other = new Unit(UnitConfig.tiny(), 2);
        Map<String, Part> networks = new LinkedHashMap<>();
        networks.put("genA", unit.genA());
        networks.put("genB", unit.genB());
        String config = Configs.toYaml(UnitConfig.tiny());
        PublishedWeights.write(folder, networks, new PublishedWeights.Origin("unit", config, "train unit", 1, 20, 3.5));
        try (NDManager manager = Tensors.scope()) {
            PublishedWeights read = PublishedWeights.read(folder, manager);
            read.load("genA", other.genA());
            read.load("genB", other.genB());
            assertEquals(
                    UnitConfig.tiny(),
                    Configs.fromYaml(UnitConfig.class, read.origin().config()));
            assertThrows(IllegalArgumentException.class, () -> read.load("genC", other.genA()));
        }
        float[] wrote = TrainingTest.numbers(unit.genB());
        float[] back = TrainingTest.numbers(other.genB());
        for (int i = 0; i < wrote.length; i++) {
            assertEquals(wrote[i], back[i], Math.max(Math.abs(wrote[i]) * 0x1p-11, 0x1p-25));
        }
        long shared = unit.genA().parts().get("shared_encoder").count()
                + unit.genA().parts().get("shared_decoder").count();
        long once = unit.genA().count() + unit.genB().count() - shared;
        long size = Files.size(folder.resolve("weights.npz"));
        assertTrue(size > 2 * once && size < 2 * (once + shared), size + " bytes for " + once + " numbers");
        assertTrue(Files.readString(folder.resolve("meta.json")).contains("\"command\": \"train unit\""));
    }
}
