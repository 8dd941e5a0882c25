package org.ui2i.parity;

import static org.ui2i.core.Check.present;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.core.Check;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.CycleGan;
import org.ui2i.models.CycleGanConfig;
import org.ui2i.nn.Discriminator;
import org.ui2i.nn.Init;
import org.ui2i.nn.Part;
import org.ui2i.nn.PatchGan;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Schedule;

/** A port whose discriminators average their map before the loss squares it, and whose identity loss is always on. */
final class CycleGanPortSubject extends CycleGanFamily {
    private static final double CYCLE = 10, IDENTITY = 5;
    private static final long CONSTANT_EPOCHS = 100, LAST_EPOCH = 199;

    /** One number an image. */
    private static final class AveragedPatchGan extends Discriminator {
        private final PatchGan patches;

        AveragedPatchGan(PatchGan.Config config, Weights weights) {
            patches = child("patches", new PatchGan(config, weights));
        }

        @Override
        public List<NDArray> scores(NDArray x) { // (B, C, H, W) -> (B, 1)
            return List.of(Ops.overPlaces(patches.forward(x)));
        }
    }

    CycleGanPortSubject(Fixture fixture) {
        super(fixture, model(fixture));
        Check.check(
                fixture.adam("dis_a").equals(fixture.adam("dis_b")),
                "the discriminators of %s have different optimizers: step them apart",
                fixture.name());
    }

    private static CycleGan model(Fixture fixture) {
        CycleGanConfig config = config(fixture).withWeights(new CycleGanConfig.Lambdas(1, CYCLE, IDENTITY));
        int channels = config.channelsA();
        Weights w = Weights.seeded(1, Init.GAUSSIAN);
        return new CycleGan(
                config,
                new CycleGan.Networks(
                        new ResNetGenerator(config.generator(channels, channels), w),
                        new ResNetGenerator(config.generator(channels, channels), w),
                        new AveragedPatchGan(config.discriminator(channels), w),
                        new AveragedPatchGan(config.discriminator(channels), w)));
    }

    /** The ports' numbers, whose widths are the paper's divided. */
    static CycleGanConfig config(Fixture fixture) {
        JsonObject h = fixture.hyper();
        CycleGanConfig paper = CycleGanConfig.paper();
        int channels = (int) fixture.get("in/real_A").getShape().get(1);
        int divisor = whole(h, "width_divisor");
        return paper.withChannels(channels, channels)
                .withPool(0) // the replay buffers never fill
                .withGen(new CycleGanConfig.Gen(
                        paper.gen().filters() / divisor, paper.gen().downs(), whole(h, "n_residual_blocks")))
                .withDis(new CycleGanConfig.Dis(
                        paper.dis().filters() / divisor, paper.dis().layers()));
    }

    @Override
    public String optimizerOf(String player) {
        return player.equals("dis") ? "dis_a" : player;
    }

    @Override
    public Map<String, NDArray> state() {
        CycleGanConfig.Gen g = model.config().gen();
        int layers = model.config().dis().layers();
        return new Names()
                .add(model.genAB(), path -> "G_A2B/" + resNet(path, g))
                .add(model.genBA(), path -> "G_B2A/" + resNet(path, g))
                .add(model.disA(), path -> "D_A/" + PatchGanNames.patchGan(inside(path), layers))
                .add(model.disB(), path -> "D_B/" + PatchGanNames.patchGan(inside(path), layers))
                .arrays();
    }

    private static String resNet(String path, CycleGanConfig.Gen g) {
        return PatchGanNames.resNet(path, g.downs(), g.resBlocks(), "conv_block", 3);
    }

    private static String inside(String path) {
        return path.substring("patches/".length());
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("g_identity_A", weighed(terms, "identity", 0, IDENTITY));
        loss.accept("g_identity_B", weighed(terms, "identity", 1, IDENTITY));
        loss.accept("g_gan_A2B", terms.parts("gan").get(1));
        loss.accept("g_gan_B2A", terms.parts("gan").get(0));
        loss.accept("g_cycle_ABA", weighed(terms, "cycle", 0, CYCLE));
        loss.accept("g_cycle_BAB", weighed(terms, "cycle", 1, CYCLE));
        loss.accept("g_total", terms.total());
        loss.accept("loss_G", terms.total());
        loss.accept("loss_G_identity", Ops.scale(terms.term("identity"), IDENTITY));
        loss.accept("loss_G_GAN", terms.term("gan"));
        loss.accept("loss_G_cycle", Ops.scale(terms.term("cycle"), CYCLE));
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        nameDis("A", 0, terms, loss);
        nameDis("B", 1, terms, loss);
        loss.accept("loss_D", terms.total());
    }

    /** One discriminator's losses. */
    static void nameDis(String domain, int part, LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("d_" + domain + "_real", terms.parts("real").get(part));
        loss.accept("d_" + domain + "_fake", terms.parts("fake").get(part));
        loss.accept("d_" + domain + "_total", halved(terms, part));
        loss.accept("loss_D_" + domain, halved(terms, part));
    }

    @Override
    public void outputs(Comparison c) {
        portOutputs(c);
        Part patches = present(model.disA().parts().get("patches"), "the discriminator has no patches");
        c.output("D_A_real_patch_map", patches.forward(a()));
        rates(c);
        pool(c);
    }

    /** Numbers 0, 1, 2, ... through the pool. */
    private void pool(Comparison c) {
        NDArray uniform = fixture.get("in/replay_uniform");
        int capacity = (int) fixture.get("out/replay_left").size();
        long pushed = fixture.get("out/replay_returned").size();
        NDArray numbers = uniform.getManager().arange((float) pushed).reshape(-1, 1, 1, 1);
        long[] places = fixture.get("in/replay_index").toLongArray();
        RecordedDraws draws = poolDraws(uniform.toFloatArray(), places, capacity, uniform);
        Exchanged exchanged = Exchanged.of(numbers, new long[] {pushed}, capacity, draws);
        c.output("replay_returned", exchanged.out());
        c.output("replay_left", exchanged.left());
    }

    private void rates(Comparison c) {
        String key = fixture.group("out/lr_factor_epochs_").keySet().iterator().next();
        Schedule falling = Schedule.linearToZero(CONSTANT_EPOCHS, LAST_EPOCH);
        String[] epochs = key.split("_");
        float[] factors = new float[epochs.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) falling.factor(Long.parseLong(epochs[i]));
        }
        c.output("lr_factor_epochs_" + key, Tensors.of(a().getManager(), factors, new Shape(factors.length)));
    }
}
