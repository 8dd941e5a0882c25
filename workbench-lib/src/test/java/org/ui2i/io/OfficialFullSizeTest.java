package org.ui2i.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Photos;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.MunitGenerator;
import org.ui2i.nn.Init;
import org.ui2i.nn.Part;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/** Random weights of the papers' sizes in the authors' format: through the file and directly they draw the same. */
class OfficialFullSizeTest {
    @TempDir
    private Path dir;

    @Test
    void funitsKeysAreUsedOnceAndDrawTheSameThroughTheFile() throws IOException {
        FunitConfig paper = FunitConfig.paper();
        FunitGenerator direct = new FunitGenerator(paper, Weights.seeded(5, Init.KAIMING));
        Path file = dir.resolve("animal149_gen.pt");
        OfficialWeights.write(file, paper, direct);
        eachKeyOnce(file, "gen_test", OfficialLayers.funit(paper), 29_866_435);
        FunitGenerator read = new FunitGenerator(paper, Weights.seeded(6, Init.KAIMING));
        try (NDManager manager = Tensors.scope()) {
            OfficialWeights.Funit weights = OfficialWeights.funit(file, manager);
            assertEquals(paper.gen(), weights.config().gen());
            read.load(weights.gen());
        }
        try (NDManager manager = Tensors.scope()) {
            NDArray x = Photos.squeezed(manager, 128, List.of(photo(203, 151, BufferedImage.TYPE_INT_ARGB)));
            NDArray y = Photos.squeezed(
                    manager,
                    128,
                    List.of(photo(90, 140, BufferedImage.TYPE_BYTE_GRAY), photo(300, 128, BufferedImage.TYPE_INT_RGB)));
            NDArray drawn = draw(read, x, y);
            assertEquals(new Shape(1, 3, 128, 128), drawn.getShape());
            same(draw(direct, x, y), drawn);
        }
        free(List.of(direct, read));
    }

    private static NDArray draw(FunitGenerator gen, NDArray x, NDArray y) {
        return Grad.off(() -> gen.decode(gen.content(x), gen.classCode(y.expandDims(0)))); // K = 2
    }

    @Test
    void munitsKeysAreUsedOnceAndDrawTheSameThroughTheFile() throws IOException {
        MunitConfig paper = MunitConfig.paper();
        Weights weights = Weights.seeded(5, Init.KAIMING), others = Weights.seeded(6, Init.KAIMING);
        MunitGenerator a = new MunitGenerator(paper, 3, weights), b = new MunitGenerator(paper, 3, weights);
        MunitGenerator readA = new MunitGenerator(paper, 3, others), readB = new MunitGenerator(paper, 3, others);
        Path file = dir.resolve("edges2shoes.pt");
        OfficialWeights.write(file, paper, a, b);
        for (String net : List.of("a", "b")) {
            eachKeyOnce(file, net, OfficialLayers.munit(paper, 3), a.count());
        }
        try (NDManager manager = Tensors.scope()) {
            OfficialWeights.Munit read = OfficialWeights.munit(file, manager);
            assertEquals(paper.gen(), read.config().gen());
            readA.load(read.genA());
            readB.load(read.genB());
        }
        try (NDManager manager = Tensors.scope()) {
            NDArray x = Photos.scaled(manager, 64, photo(83, 64, BufferedImage.TYPE_INT_RGB)); // 83 is odd
            NDArray s = Grad.off(() -> b.style(x));
            NDArray drawn = Grad.off(() -> readB.decode(readA.content(x), readB.style(x)));
            assertEquals(new Shape(1, 3, 64, 80), drawn.getShape(), "a quarter of 83, rounded down, four times");
            same(Grad.off(() -> b.decode(a.content(x), s)), drawn);
        }
        free(List.of(a, b, readA, readB));
    }

    /** The file's names are the network's, one weight each, so none is read twice and none is left. */
    private static void eachKeyOnce(Path path, String net, OfficialLayers layers, long numbers) throws IOException {
        try (TorchFile file = TorchFile.open(path)) {
            Map<String, TorchTensor> tensors = file.tensors(net);
            List<String> used =
                    layers.weights().stream().map(OfficialLayers.Weight::name).toList();
            assertEquals(tensors.size(), used.size());
            assertEquals(tensors.keySet(), Set.copyOf(used));
            assertEquals(
                    numbers,
                    tensors.values().stream().mapToLong(TorchTensor::count).sum());
            Collection<String> storages = tensors.values().stream()
                    .map(tensor -> tensor.storage().key())
                    .collect(Collectors.toSet());
            assertEquals(tensors.size(), storages.size());
        }
    }

    private static void same(NDArray expected, NDArray found) {
        assertTrue(expected.abs().mean().getFloat() > 0.01, "the picture is empty");
        assertArrayEquals(expected.toFloatArray(), found.toFloatArray(), 1e-6f);
    }

    private static void free(List<? extends Part> parts) {
        parts.forEach(part -> part.state().values().forEach(NDArray::close));
    }

    private Path photo(int width, int height, int type) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            int x = i % width, y = i / width;
            image.setRGB(
                    x, y, 0xFF000000 | (x * 255 / width) << 16 | (y * 255 / height) << 8 | (x / 9 + y / 7) % 2 * 200);
        }
        Path file = dir.resolve(width + "x" + height + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
