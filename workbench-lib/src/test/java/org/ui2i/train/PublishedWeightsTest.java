package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.models.CocoFunitArm;
import org.ui2i.models.CocoFunitConfig;
import org.ui2i.models.CocoFunitGenerator;
import org.ui2i.models.Funit;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.nn.Init;
import org.ui2i.nn.Part;
import org.ui2i.nn.Weights;
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
        PublishedWeights.write(
                folder,
                networks,
                new PublishedWeights.Origin("unit", config, "train unit", 1, 20, 3.5),
                PublishedWeights.Precision.HALF);
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

    @Test
    void aByteAWeightIsNearItsRowsLargestBy127th(@TempDir Path folder) throws IOException {
        Funit funit = new Funit(FunitConfig.tiny(), 1), other = new Funit(FunitConfig.tiny(), 2);
        PublishedWeights.Origin origin = new PublishedWeights.Origin("funit", "", "", 1, 1, 1);
        PublishedWeights.write(folder, Map.of("gen", funit.gen()), origin, PublishedWeights.Precision.BYTE);
        try (NDManager manager = Tensors.scope()) {
            PublishedWeights.read(folder, manager).load("gen", other.gen());
        }
        funit.gen().weights().forEach((name, w) -> {
            NDArray back = other.gen().weights().get(name);
            float largest = w.abs().max().getFloat();
            assertTrue(w.sub(back).abs().max().getFloat() <= largest * (0.5 / 127 + 0x1p-10), name);
        });
        assertTrue(Files.size(folder.resolve("weights.npz")) < 1.6 * funit.gen().count(), "with names and biases");
    }

    /** COCO-FUNIT without the constant style bias holds a bias of length 0. */
    @Test
    void whatIsEmptyComesBackEmpty(@TempDir Path folder) throws IOException {
        CocoFunitConfig config = CocoFunitArm.NO_BIAS.config();
        CocoFunitGenerator written = new CocoFunitGenerator(config, Weights.seeded(1, Init.UNIFORM));
        CocoFunitGenerator read = new CocoFunitGenerator(config, Weights.seeded(2, Init.UNIFORM));
        assertTrue(written.state().values().stream().anyMatch(NDArray::isEmpty));
        for (PublishedWeights.Precision precision : PublishedWeights.Precision.values()) {
            PublishedWeights.Origin origin = new PublishedWeights.Origin("coco-funit", "", "by a test", 1, 0, 0);
            PublishedWeights.write(folder, Map.of("gen", written), origin, precision);
            try (NDManager manager = Tensors.scope()) {
                PublishedWeights.read(folder, manager).load("gen", read);
            }
            written.state().forEach((name, w) -> {
                NDArray back = read.state().get(name);
                assertEquals(w.getShape(), back.getShape(), name);
                assertTrue(w.isEmpty() || w.sub(back).abs().max().getFloat() < 0.01, name);
            });
        }
    }

    /** Row (2, -1.01, 0, ...): m = 2, steps 127 and round(-64.1); a row of zeros stays zero. */
    @Test
    void aRowIsCutIntoStepsOfItsLargest() {
        try (NDManager manager = Tensors.scope()) {
            float[] values = new float[32];
            values[0] = 2;
            values[1] = -1.01f;
            Map<String, NDArray> cut = Bytes.cut(Map.of("w", Tensors.of(manager, values, new Shape(2, 16))), manager);
            assertEquals(127, cut.get("w").toByteArray()[0]);
            assertEquals(-64, cut.get("w").toByteArray()[1]);
            assertArrayEquals(new float[] {2, 0}, cut.get("w@max").toFloatArray());
            Map<String, NDArray> read = new LinkedHashMap<>(cut);
            read.put("w", cut.get("w").toType(DataType.FLOAT32, false));
            float[] back = Bytes.restored(read).get("w").toFloatArray();
            assertEquals(2, back[0], 1e-6f);
            assertEquals(-64 * 2 / 127f, back[1], 1e-6f);
            assertEquals(0, back[16]);
        }
    }
}
