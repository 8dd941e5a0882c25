package org.ui2i.train;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.models.Funit;
import org.ui2i.models.FunitConfig;
import org.ui2i.tensor.Tensors;

class ClassCodesTest {
    @TempDir
    private Path folder;

    @Test
    void aSavedCodeTranslatesAsItsImagesDid() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            Funit funit = new Funit(FunitConfig.tiny(), 1);
            NDArray images = manager.randomNormal(new Shape(3, 1, 16, 16));
            NDArray content = manager.randomNormal(new Shape(2, 1, 16, 16));
            NDArray code = funit.classCode(images);
            Path file = folder.resolve("fonts.npz");
            new ClassCodes(funit.genTest())
                    .put("Gentium 1.0", code)
                    .put("other", code.add(1f))
                    .save(file);

            ClassCodes read = ClassCodes.read(file, funit.genTest(), manager);
            assertEquals(List.of("Gentium 1.0", "other"), List.copyOf(read.names()));
            assertArrayEquals(
                    funit.translate(content, code).toFloatArray(),
                    funit.translate(content, read.get("Gentium 1.0")).toFloatArray());
            Exception unknown = assertThrows(IllegalArgumentException.class, () -> read.get("Gentium"));
            assertTrue(unknown.getMessage().contains("[Gentium 1.0, other]"), unknown.getMessage());

            Funit another = new Funit(FunitConfig.tiny(), 2);
            Exception e = assertThrows(
                    IllegalArgumentException.class, () -> ClassCodes.read(file, another.genTest(), manager));
            assertTrue(e.getMessage().contains("made by another generator"), e.getMessage());
        }
    }

    @Test
    void publishedWeightsAreTheSameGenerator() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            Funit funit = new Funit(FunitConfig.tiny(), 1);
            Path file = folder.resolve("fonts.npz");
            new ClassCodes(funit.genTest())
                    .put("a", manager.zeros(new Shape(1, 8)))
                    .save(file);
            PublishedWeights.write(
                    folder,
                    Map.of("gen", funit.genTest()),
                    new PublishedWeights.Origin("funit", "", "", 1, 1, 1),
                    PublishedWeights.Precision.HALF);
            Funit published = new Funit(FunitConfig.tiny(), 2);
            PublishedWeights.read(folder, manager).load("gen", published.genTest());
            assertEquals(
                    8,
                    ClassCodes.read(file, published.genTest(), manager).get("a").size());
        }
    }

    @Test
    void anotherNpzIsRefused() throws IOException {
        Path file = folder.resolve("empty.npz");
        Files.write(file, new byte[0]);
        try (NDManager manager = Tensors.scope()) {
            Funit funit = new Funit(FunitConfig.tiny(), 1);
            Exception e =
                    assertThrows(IllegalArgumentException.class, () -> ClassCodes.read(file, funit.genTest(), manager));
            assertTrue(e.getMessage().contains("holds no class codes"), e.getMessage());
        }
    }
}
