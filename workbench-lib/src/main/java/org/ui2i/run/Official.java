package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ui2i.io.OfficialWeights;
import org.ui2i.models.MunitConfig;
import org.ui2i.nn.Part;
import org.ui2i.train.Configs;

/** Models whose authors' own files are read here. The file tells the networks' sizes, but not whose it is. */
public enum Official {
    /** FUNIT, {@code gen_*.pt}: the moving average in it */
    FUNIT(128) {
        @Override
        Trained trained(Path file, int size, NDManager scope) throws IOException {
            OfficialWeights.Funit weights = OfficialWeights.funit(file, scope);
            FunitRun run = new FunitRun(DATA, size, 1, 1, 0, 0, 0, weights.config());
            return new Read("funit", Configs.toYaml(run), name -> weights.gen());
        }
    },
    /** MUNIT, {@code gen_*.pt} */
    MUNIT(256) {
        @Override
        Trained trained(Path file, int size, NDManager scope) throws IOException {
            OfficialWeights.Munit weights = OfficialWeights.munit(file, scope);
            MunitConfig config =
                    weights.config().withDis(new MunitConfig.Dis(1, 1, 1)); // no discriminator is in the file
            MunitRun run = new MunitRun(DATA, size, 1, 0, 0, 0, config);
            return new Read(
                    "munit", Configs.toYaml(run), name -> name.equals("genA") ? weights.genA() : weights.genB());
        }
    };

    private static final String DATA = "folder:authors"; // a run's record asks for it; nothing reads it

    private final int size;

    Official(int size) {
        this.size = size;
    }

    /** The authors' weights as those of a run at that size. */
    abstract Trained trained(Path file, int size, NDManager scope) throws IOException;

    /**
     * A file's weights.
     *
     * @param file the authors'
     * @param edge of the images in pixels; null for the paper's
     * @param scope owns the arrays
     * @return the generators, for translations, walks and exports
     * @throws IOException if the file is damaged or another model's
     */
    public Trained read(Path file, @Nullable Integer edge, NDManager scope) throws IOException {
        return trained(file, edge == null ? size : edge, scope);
    }

    /**
     * Refuses one of PyTorch's files whose model was not said.
     *
     * @param weights a path
     */
    public static void refuse(Path weights) {
        check(
                !Files.isRegularFile(weights) || weights.toString().endsWith(".npz"),
                "%s is no weights.npz: if it is a file of the authors' code, say whose with --model funit or --model munit",
                weights);
    }

    /**
     * What was read.
     *
     * @param model whose
     * @param config a run's, as YAML
     * @param weights a network's, by its name
     */
    private record Read(String model, String config, Function<String, Map<String, NDArray>> weights)
            implements Trained {
        @Override
        public void load(String name, String player, int index, Part part) {
            part.load(weights.apply(name));
        }
    }
}
