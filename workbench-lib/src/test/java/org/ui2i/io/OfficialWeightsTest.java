package org.ui2i.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.MunitGenerator;
import org.ui2i.nn.Activation;
import org.ui2i.nn.Branch;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Decoder;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.SharedLatentVae;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;

/** The authors' files in our networks: the same pictures as theirs. */
class OfficialWeightsTest {
    private static final Path FIXTURES = Path.of("src", "test", "resources", "parity");
    private static final double LARGEST = 1e-4;

    @TempDir
    private Path dir;

    private static Map<String, NDArray> reference(String model, NDManager manager) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(FIXTURES.resolve(model + ".npz")))) {
            return Npz.read(in, manager);
        }
    }

    private static void equal(NDArray expected, NDArray ours) {
        assertEquals(expected.getShape(), ours.getShape());
        float worst = expected.sub(ours).abs().max().getFloat();
        assertTrue(worst <= LARGEST, "deviates by " + worst);
        assertTrue(expected.abs().mean().getFloat() > 0.01, "the reference is empty");
    }

    private static NDArray style(NDArray s) {
        return s.reshape(s.getShape().get(0), -1);
    }

    @Test
    void funitTranslatesAsTheAuthorsCode() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            OfficialWeights.Funit weights = OfficialWeights.funit(FIXTURES.resolve("funit_gen_legacy.pt"), manager);
            FunitGenerator gen = new FunitGenerator(weights.config(), Weights.seeded(1, Init.KAIMING));
            gen.load(weights.gen());
            Map<String, NDArray> known = reference("funit", manager);
            NDArray zX = gen.content(known.get("in/kshot_content"));
            NDArray zY = gen.classCode(known.get("in/kshot_class").reshape(2, 3, 3, 32, 32)); // K = 3
            equal(known.get("out/kshot_xt"), gen.decode(zX, zY));
        }
    }

    /** After an update the average has moved a thousandth of the way that the generator has. */
    @Test
    void funitsAverageIsTakenNotTheTrainedGenerator() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            Map<String, NDArray> ours = OfficialWeights.funit(FIXTURES.resolve("funit_gen_after.pt"), manager)
                    .gen();
            Map<String, NDArray> known = reference("funit", manager);
            NDArray bias = ours.get("mlp/linear2/bias");
            assertArrayEquals(
                    known.get("after/model.gen_test.mlp.model.2.fc.bias").toFloatArray(), bias.toFloatArray());
            NDArray trained = known.get("after/model.gen.mlp.model.2.fc.bias");
            assertTrue(bias.sub(trained).abs().max().getFloat() > 5e-4);
        }
    }

    @Test
    void funitsSizesAreThoseOfTheReferencesHyperParameters() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            FunitConfig config = OfficialWeights.funit(FIXTURES.resolve("funit_gen_after.pt"), manager)
                    .config();
            // funit.json: nf 4, n_downs_content 3, n_downs_class 4, n_res_blks 2, latent_dim 8, nf_mlp 16, n_mlp_blks 3
            assertEquals(
                    new FunitConfig.Gen(
                            4, 3, 4, 2, 8, 16, 3, FunitConfig.paper().gen().classNorm()),
                    config.gen());
            assertEquals(3, config.channels());
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 4, 0, 1, 2", "1, 2, 3, 2, 1"})
    void theListOfFunitsWeightsIsTheNetworks(int channels, int filters, int downs, int blocks, int classDowns) {
        FunitConfig paper = FunitConfig.paper();
        FunitConfig config = new FunitConfig(
                channels,
                new FunitConfig.Gen(
                        filters, downs, classDowns, blocks, 5, 6, 4, paper.gen().classNorm()),
                paper.dis(),
                paper.weights(),
                paper.penalty(),
                paper.optimizer(),
                paper.ema());
        same(new FunitGenerator(config, Weights.seeded(1, Init.KAIMING)), OfficialLayers.funit(config));
    }

    @ParameterizedTest
    @ValueSource(strings = {"munit_gen.pt", "munit_gen_legacy.pt"})
    void munitTranslatesAsTheAuthorsCode(String file) throws IOException {
        try (NDManager manager = Tensors.scope()) {
            OfficialWeights.Munit weights = OfficialWeights.munit(FIXTURES.resolve(file), manager);
            Munit munit = new Munit(weights.config().withDis(MunitConfig.tiny().dis()), 1);
            munit.genA().load(weights.genA());
            munit.genB().load(weights.genB());
            Map<String, NDArray> known = reference("munit", manager);
            NDArray a = known.get("in/x_a"), b = known.get("in/x_b");
            equal(known.get("out/ab_display"), munit.aToB(a, style(known.get("in/display_s_b"))));
            equal(known.get("out/ba_display"), munit.bToA(b, style(known.get("in/display_s_a"))));
            equal(known.get("out/ab_guided"), munit.aToB(a, munit.genB().style(b)));
        }
    }

    @Test
    void munitsSizesAreThoseOfTheReferencesHyperParameters() throws IOException {
        try (NDManager manager = Tensors.scope()) {
            MunitConfig config = OfficialWeights.munit(FIXTURES.resolve("munit_gen.pt"), manager)
                    .config();
            MunitConfig.Gen paper = MunitConfig.paper().gen();
            // munit.json: dim 4, mlp_dim 16, style_dim 8, n_downsample 2, n_res 2
            assertEquals(
                    new MunitConfig.Gen(4, 2, 2, 4, 8, 16, 3, paper.contentNorm(), paper.styleNorm()), config.gen());
            assertEquals(List.of(3, 3), List.of(config.channelsA(), config.channelsB()));
        }
    }

    /** The list of weights must be the network's, else a hostile file could have a larger one built than it checked. */
    @ParameterizedTest
    @CsvSource({"3, 4, 0, 1, 2", "1, 2, 3, 2, 1"})
    void theListOfWeightsIsTheNetworks(int channels, int filters, int downs, int blocks, int styleDowns) {
        MunitConfig paper = MunitConfig.paper();
        MunitConfig config = paper.withGen(new MunitConfig.Gen(
                        filters,
                        downs,
                        blocks,
                        styleDowns,
                        5,
                        6,
                        4,
                        paper.gen().contentNorm(),
                        paper.gen().styleNorm()))
                .withChannels(channels, channels);
        same(
                new MunitGenerator(config, channels, Weights.seeded(1, Init.KAIMING)),
                OfficialLayers.munit(config, channels));
    }

    @Test
    void theListOfUnitsWeightsIsTheNetworks() {
        SharedLatentVae.Config config = new SharedLatentVae.Config(
                new ContentEncoder.Config(
                        3, 2, 2, 1, 4, Padding.REFLECT, Norm.INSTANCE, Norm.INSTANCE, Branch.PLAIN, Activation.RELU),
                new Decoder.Config(3, 2, 2, 3, Decoder.Growth.NEAREST, Padding.REFLECT));
        Part vae = new SharedLatentVae(config, new Sequence(), new Sequence(), Weights.seeded(1, Init.KAIMING));
        same(vae, OfficialLayers.unit(config));
    }

    private static void same(Part part, OfficialLayers layers) {
        Map<String, Shape> expected = new LinkedHashMap<>();
        part.state().forEach((path, array) -> expected.put(path, array.getShape()));
        Map<String, Shape> listed = new LinkedHashMap<>();
        layers.weights().forEach(weight -> listed.put(weight.path(), weight.shape()));
        assertEquals(expected, listed);
    }

    @Test
    void anotherModelsFileIsNamed() {
        refused("funit_gen_legacy.pt", "has no \"a\" but [gen, gen_test]: it is of another model");
    }

    private static void refused(String file, String part) {
        try (NDManager manager = Tensors.scope()) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> OfficialWeights.munit(FIXTURES.resolve(file), manager))
                    .getMessage();
            assertTrue(message.contains(part), message);
        }
    }

    /** A generator whose tensors look into one storage, or have one too many, or one of another shape. */
    @ParameterizedTest
    @CsvSource({
        "none, none, 'numbers, but the file has'",
        "mlp.model.1.fc.bias, none, 'has no \"mlp.model.1.fc.bias\" among its'",
        "none, dec.model.9.conv.bias, 'has \"dec.model.9.conv.bias\" besides: it is no MUNIT generator'",
        "enc_content.model.1.conv.bias, enc_content.model.1.conv.bias, 'has shape (7), but the sizes of the other'",
        "enc_content.model.0.conv.weight, enc_content.model.0.conv.weight, 'has shape (7), which tells no size'",
    })
    void aWrongGeneratorIsRefusedBeforeAnythingIsBuilt(String without, String with, String message) throws IOException {
        MunitConfig config = MunitConfig.paper();
        Forge.Pickle pickle = new Forge.Pickle().ops("}");
        for (String net : List.of("a", "b")) {
            pickle.text(net).ops("}(");
            for (OfficialLayers.Weight weight : OfficialLayers.munit(config, 3).weights()) {
                if (!weight.name().equals(without)) {
                    tensor(pickle, weight.name(), weight.shape().getShape());
                }
            }
            if (!with.equals("none")) {
                tensor(pickle, with, 7);
            }
            pickle.ops("us");
        }
        byte[] file = Forge.zip(pickle.bytes(), Map.of("data/0", new byte[4 << 20]));
        Path path = Files.write(dir.resolve("gen.pt"), file);
        try (NDManager manager = Tensors.scope()) {
            String text = assertThrows(IllegalArgumentException.class, () -> OfficialWeights.munit(path, manager))
                    .getMessage();
            assertTrue(text.startsWith(path.toString()) && text.contains(message), text);
        }
    }

    private static void tensor(Forge.Pickle pickle, String name, long... sizes) {
        long[] strides = new long[sizes.length];
        for (int d = sizes.length - 1; d >= 0; d--) {
            strides[d] = d == sizes.length - 1 ? 1 : strides[d + 1] * sizes[d + 1];
        }
        pickle.text(name).tensor("FloatStorage", "0", 1 << 20, 0, sizes, strides);
    }
}
