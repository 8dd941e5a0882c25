package org.ui2i.io;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.MunitGenerator;

/**
 * Generators from the public codes' checkpoints, and into such. How large the networks are, the tensors' shapes tell.
 */
public final class OfficialWeights {
    private OfficialWeights() {}

    /**
     * FUNIT's generator: the moving average that the code translates with ({@code gen_test}).
     *
     * @param config the sizes found; what only training needs is the paper's
     * @param gen the weights of {@link org.ui2i.models.FunitGenerator} by path, ready for its {@code load}
     */
    public record Funit(FunitConfig config, Map<String, NDArray> gen) {}

    /**
     * MUNIT's generators.
     *
     * @param config the sizes found; what only training needs is the paper's
     * @param genA the weights of domain A's {@link org.ui2i.models.MunitGenerator}, ready for its {@code load}
     * @param genB domain B's
     */
    public record Munit(MunitConfig config, Map<String, NDArray> genA, Map<String, NDArray> genB) {}

    /**
     * Reads FUNIT's {@code gen_*.pt}.
     *
     * @param path the file
     * @param manager who owns the arrays
     * @return the generator
     * @throws IOException if the disk fails
     * @throws IllegalArgumentException if the file is damaged, hostile or of another model
     */
    public static Funit funit(Path path, NDManager manager) throws IOException {
        try (TorchFile file = TorchFile.open(path)) {
            StateDict net = new StateDict(file, "gen_test", "FUNIT generator");
            FunitConfig paper = FunitConfig.paper();
            int contentDowns = net.downs("enc_content");
            int classDowns = net.downs("enc_class_model");
            FunitConfig.Gen gen = new FunitConfig.Gen(
                    net.size("enc_content.model.0.conv.weight", 0),
                    contentDowns,
                    classDowns,
                    blocks(net, contentDowns),
                    net.size("enc_class_model.model." + (classDowns + 2) + ".weight", 0),
                    net.size("mlp.model.0.fc.weight", 0),
                    net.count("mlp.model.%d.fc.weight", 0),
                    paper.gen().classNorm());
            FunitConfig config = new FunitConfig(
                    net.size("enc_content.model.0.conv.weight", 1),
                    gen,
                    paper.dis(),
                    paper.weights(),
                    paper.penalty(),
                    paper.optimizer(),
                    paper.ema());
            return new Funit(config, net.arrays(OfficialLayers.funit(config), manager));
        }
    }

    /**
     * Reads MUNIT's {@code gen_*.pt}.
     *
     * @param path the file
     * @param manager who owns the arrays
     * @return both generators
     * @throws IOException if the disk fails
     * @throws IllegalArgumentException if the file is damaged, hostile or of another model
     */
    public static Munit munit(Path path, NDManager manager) throws IOException {
        try (TorchFile file = TorchFile.open(path)) {
            StateDict a = new StateDict(file, "a", "MUNIT generator");
            StateDict b = new StateDict(file, "b", "MUNIT generator");
            MunitConfig.Gen gen = munit(a);
            check(gen.equals(munit(b)), "%s: a is %s but b is %s: both domains have one size", path, gen, munit(b));
            MunitConfig config = MunitConfig.paper()
                    .withGen(gen)
                    .withChannels(
                            a.size("enc_content.model.0.conv.weight", 1), b.size("enc_content.model.0.conv.weight", 1));
            return new Munit(
                    config,
                    a.arrays(OfficialLayers.munit(config, config.channelsA()), manager),
                    b.arrays(OfficialLayers.munit(config, config.channelsB()), manager));
        }
    }

    /**
     * Writes a generator as FUNIT's code writes its {@code gen_*.pt}. The trained weights ({@code gen}) and their average
     * ({@code gen_test}) are the same here.
     *
     * @param path the file
     * @param config what the generator was built of
     * @param gen the generator that translates
     * @throws IOException if it cannot be written
     */
    public static void write(Path path, FunitConfig config, FunitGenerator gen) throws IOException {
        Map<String, NDArray> arrays = OfficialLayers.funit(config).named(gen);
        TorchFileWriter.write(path, new TreeMap<>(Map.of("gen", arrays, "gen_test", arrays)));
    }

    /**
     * Writes both generators as MUNIT's code writes its {@code gen_*.pt}.
     *
     * @param path the file
     * @param config what the generators were built of
     * @param genA domain A's
     * @param genB domain B's
     * @throws IOException if it cannot be written
     */
    public static void write(Path path, MunitConfig config, MunitGenerator genA, MunitGenerator genB)
            throws IOException {
        Map<String, NDArray> a =
                OfficialLayers.munit(config, config.channelsA()).named(genA);
        Map<String, NDArray> b =
                OfficialLayers.munit(config, config.channelsB()).named(genB);
        TorchFileWriter.write(path, new TreeMap<>(Map.of("a", a, "b", b)));
    }

    private static MunitConfig.Gen munit(StateDict net) {
        MunitConfig.Gen paper = MunitConfig.paper().gen();
        int downs = net.downs("enc_content");
        int styleDowns = net.downs("enc_style");
        return new MunitConfig.Gen(
                net.size("enc_content.model.0.conv.weight", 0),
                downs,
                blocks(net, downs),
                styleDowns,
                net.size("enc_style.model." + (styleDowns + 2) + ".weight", 0),
                net.size("mlp.model.0.fc.weight", 0),
                net.count("mlp.model.%d.fc.weight", 0),
                paper.contentNorm(),
                paper.styleNorm());
    }

    private static int blocks(StateDict net, int downs) {
        return net.count("enc_content.model." + (1 + downs) + ".model.%d.model.0.conv.weight", 0);
    }
}
