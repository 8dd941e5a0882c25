package org.ui2i.parity;

import static org.ui2i.parity.Fixture.number;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.core.Check;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.CycleGan;
import org.ui2i.models.CycleGanConfig;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.Upsample;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Ops;

/**
 * A port whose generators enlarge by nearest neighbour and convolve, whose discriminators are {@link PortPatchGan}, and whose
 * losses are means over both directions.
 */
final class CycleGanPatchPortSubject extends CycleGanFamily {
    CycleGanPatchPortSubject(Fixture fixture) {
        super(fixture, model(fixture));
        Check.check(
                fixture.adam("dis_a").equals(fixture.adam("dis_b")),
                "the discriminators of %s have different optimizers: step them apart",
                fixture.name());
    }

    private static CycleGan model(Fixture fixture) {
        double cycle = number(fixture.hyper(), "lambda_cyc"), identity = number(fixture.hyper(), "lambda_id");
        CycleGanConfig config = CycleGanPortSubject.config(fixture)
                .withWeights(new CycleGanConfig.Lambdas(0.5, cycle / 2, identity / 2));
        Weights w = Weights.seeded(1, Init.GAUSSIAN);
        int channels = config.channelsA(), filters = config.dis().filters();
        return new CycleGan(
                config,
                new CycleGan.Networks(
                        generator(config, w),
                        generator(config, w),
                        new PortPatchGan(channels, filters, true, w),
                        new PortPatchGan(channels, filters, true, w)));
    }

    private static Part generator(CycleGanConfig config, Weights w) {
        int f = config.gen().filters(), downs = config.gen().downs(), channels = config.channelsA();
        Sequence chain = new Sequence()
                .then("stem", conv(channels, f, 7, 1, Padding.REFLECT, Norm.INSTANCE, Activation.RELU, w));
        for (int i = 0; i < downs; i++) {
            chain.then("down" + i, conv(f << i, f << (i + 1), 3, 2, Padding.ZERO, Norm.INSTANCE, Activation.RELU, w));
        }
        chain.then("res", Sequence.residual(config.gen().resBlocks(), f << downs, Padding.REFLECT, w));
        for (int i = 0; i < downs; i++) {
            int in = f << (downs - i);
            chain.then("grow" + i, new Upsample())
                    .then("up" + i, conv(in, in / 2, 3, 1, Padding.ZERO, Norm.INSTANCE, Activation.RELU, w));
        }
        chain.then("image", conv(f, channels, 7, 1, Padding.REFLECT, Norm.NONE, Activation.TANH, w));
        return new Sequence().then("chain", chain);
    }

    private static ConvBlock conv(
            int in, int out, int kernel, int stride, Padding padding, Norm norm, Activation activation, Weights w) {
        return new ConvBlock(new ConvBlock.Config(in, out, kernel, stride, kernel / 2, padding, norm, activation), w);
    }

    @Override
    public String optimizerOf(String player) {
        return player.equals("dis") ? "dis_a" : player;
    }

    @Override
    public Map<String, NDArray> state() {
        return new Names()
                .add(model.genAB(), path -> "G_AB/" + resNet(path))
                .add(model.genBA(), path -> "G_BA/" + resNet(path))
                .add(model.disA(), path -> "D_A/" + PortPatchGan.name(path))
                .add(model.disB(), path -> "D_B/" + PortPatchGan.name(path))
                .arrays();
    }

    private String resNet(String path) {
        CycleGanConfig.Gen g = model.config().gen();
        return PatchGanNames.resNet(path, g.downs(), g.resBlocks(), "block", 4);
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("g_id_A", terms.parts("identity").get(0));
        loss.accept("g_id_B", terms.parts("identity").get(1));
        loss.accept("g_gan_AB", terms.parts("gan").get(1));
        loss.accept("g_gan_BA", terms.parts("gan").get(0));
        loss.accept("g_cycle_A", terms.parts("cycle").get(0));
        loss.accept("g_cycle_B", terms.parts("cycle").get(1));
        loss.accept("g_total", terms.total());
        loss.accept("loss_G", terms.total());
        loss.accept("loss_GAN", Ops.scale(terms.term("gan"), 0.5));
        loss.accept("loss_cycle", Ops.scale(terms.term("cycle"), 0.5));
        loss.accept("loss_identity", Ops.scale(terms.term("identity"), 0.5));
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        CycleGanPortSubject.nameDis("A", 0, terms, loss);
        CycleGanPortSubject.nameDis("B", 1, terms, loss);
    }

    @Override
    public void outputs(Comparison c) {
        portOutputs(c);
    }
}
