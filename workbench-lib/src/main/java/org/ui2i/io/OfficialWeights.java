package org.ui2i.io;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.MunitConfig;

/** Generators from the public codes' checkpoints. How large the networks are, the tensors' shapes tell. */
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
