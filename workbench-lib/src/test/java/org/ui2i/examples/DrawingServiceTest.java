package org.ui2i.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.io.ScriptFile;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.nn.Script;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/** The class that docs/export.md shows. */
class DrawingServiceTest {
    private static final int SIZE = 16;

    @TempDir
    private Path folder;

    private final ResNetGenerator gen = new ResNetGenerator(
            new ResNetGenerator.Config(3, 3, 4, 1, 1, 3, Padding.REFLECT, Norm.INSTANCE, true),
            Weights.seeded(1, Init.KAIMING));

    private static Image photo(NDManager scope) {
        NDArray ramp = scope.arange(0f, 3f * SIZE * SIZE, 1f).mod(251f).reshape(SIZE, SIZE, 3);
        return ImageFactory.getInstance().fromNDArray(ramp.toType(DataType.UINT8, false));
    }

    /** By our classes, 0 to 255. */
    private float[] ours(Image photo, NDManager scope) {
        NDArray x = photo.toNDArray(scope)
                .toType(DataType.FLOAT32, false)
                .transpose(2, 0, 1)
                .expandDims(0);
        NDArray y = Grad.off(() -> gen.forward(x.div(127.5f).sub(1f)));
        return y.add(1f).mul(127.5f).reshape(3, SIZE, SIZE).transpose(1, 2, 0).toFloatArray();
    }

    @Test
    void theServiceDrawsTheNetworksImagesFromTwoThreads() throws Exception {
        Script script = Script.of("Generator", Map.of("gen", gen), List.of("x"), x -> gen.script(x.get(0)));
        ScriptFile.write(folder.resolve("gen.pt"), script, Map.of());
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (NDManager scope = Tensors.scope();
                DrawingService service = new DrawingService(folder, "gen")) {
            Image photo = photo(scope);
            float[] expected = ours(photo, scope);
            Callable<Image> work = () -> service.draw(photo);
            for (Future<Image> drawn : two.invokeAll(List.of(work, work, work, work))) {
                NDArray y = drawn.get().toNDArray(scope);
                assertEquals(new Shape(SIZE, SIZE, 3), y.getShape());
                float[] bytes = y.toType(DataType.FLOAT32, false).toFloatArray();
                for (int i = 0; i < bytes.length; i++) {
                    assertEquals(expected[i], bytes[i], 0.51, "rounded");
                }
            }
        } finally {
            two.shutdown();
        }
    }

    @Test
    void thePageShowsTheClassAsItIsCompiled() throws Exception {
        Path root = Path.of(System.getProperty("ui2i.root"));
        String page = Files.readString(root.resolve("docs/export.md"));
        String code =
                Files.readString(root.resolve("workbench-lib/src/test/java/org/ui2i/examples/DrawingService.java"));
        assertTrue(
                page.contains("```java\n" + code.strip() + "\n```"),
                "docs/export.md shows another DrawingService.java");
    }
}
