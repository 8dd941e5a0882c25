package org.ui2i.run;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipOutputStream;
import org.ui2i.core.SafeFile;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;

/** What an exported file computes here, for comparison with other devices and machines. */
public final class ExportNumbers {
    private static final long SEED = 1;

    private ExportNumbers() {}

    /**
     * Runs an exported file on random arguments, as a program without this library would, and writes a npz beside it: the
     * arguments by their names, the result as y.
     *
     * @param export what was written
     * @param file where
     * @return the npz
     * @throws IOException if the file cannot be loaded or takes one image only, or nothing can be written
     */
    public static Path write(Export export, Path file) throws IOException {
        try (NDManager scope = Tensors.scope()) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            Draws draws = Draws.seeded(SEED, 0, scope);
            export.inputs()
                    .forEach(input -> arrays.put(
                            input.name(), draws.noise(input.example()).tanh()));
            arrays.put("y", run(file, new NDList(arrays.values()), scope));
            Path npz = file.resolveSibling(name(file) + ".npz");
            Path aside = SafeFile.aside(npz, out -> {
                ZipOutputStream zip = new ZipOutputStream(out);
                Npz.write(zip, arrays);
                zip.finish();
            });
            SafeFile.move(aside, npz);
            return npz;
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.pt$", "");
    }

    private static NDArray run(Path file, NDList inputs, NDManager scope) throws IOException {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optEngine("PyTorch")
                .optModelPath(Objects.requireNonNull(file.toAbsolutePath().getParent()))
                .optModelName(name(file))
                .optTranslator(new NoopTranslator())
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor()) {
            NDArray y = predictor.predict(inputs).singletonOrThrow();
            y.attach(scope);
            return y;
        } catch (ModelNotFoundException | MalformedModelException | TranslateException e) {
            throw new IOException(file + " cannot be run: export it anew", e);
        }
    }
}
