package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ui2i.io.OfficialWeights;
import org.ui2i.models.FunitGenerator;
import org.ui2i.models.MunitConfig;
import org.ui2i.nn.Init;
import org.ui2i.nn.Part;
import org.ui2i.nn.Weights;
import org.ui2i.train.Configs;

/** Models whose authors' own files translate here. The file tells the networks' sizes, but not whose it is. */
public enum Official {
    /** FUNIT, {@code gen_*.pt}: the moving average in it */
    FUNIT(128) {
        @Override
        Translator translator(Path file, int size, Wish wish, NDManager scope) throws IOException {
            OfficialWeights.Funit weights = OfficialWeights.funit(file, scope);
            FunitGenerator gen = new FunitGenerator(weights.config(), Weights.seeded(0, Init.KAIMING));
            gen.load(weights.gen());
            return ClassTranslator.funit(weights.config(), gen, size, wish);
        }
    },
    /** MUNIT, {@code gen_*.pt} */
    MUNIT(256) {
        @Override
        Translator translator(Path file, int size, Wish wish, NDManager scope) throws IOException {
            OfficialWeights.Munit weights = OfficialWeights.munit(file, scope);
            MunitConfig config = weights.config().withDis(new MunitConfig.Dis(1, 1, 1)); // translates without
            return StyledTranslator.munit(trained(new MunitRun("", size, 1, 0, 0, 0, config), weights), wish);
        }
    };

    private final int size;

    Official(int size) {
        this.size = size;
    }

    /** The authors' weights in our networks. */
    abstract Translator translator(Path file, int size, Wish wish, NDManager scope) throws IOException;

    /**
     * A translator with a file's weights.
     *
     * @param file the authors'
     * @param edge of the images in pixels; null for the paper's
     * @param wish what the user wants
     * @param scope frees what only loading needs
     * @return draws images anew
     * @throws IOException if the file is damaged or another model's
     */
    public Translator read(Path file, @Nullable Integer edge, Wish wish, NDManager scope) throws IOException {
        return translator(file, edge == null ? size : edge, wish, scope);
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

    private static Trained trained(MunitRun run, OfficialWeights.Munit weights) {
        return new Trained() {
            @Override
            public String model() {
                return "munit";
            }

            @Override
            public String config() {
                return Configs.toYaml(run);
            }

            @Override
            public void load(String name, String player, int index, Part part) {
                part.load(name.equals("genA") ? weights.genA() : weights.genB());
            }
        };
    }
}
