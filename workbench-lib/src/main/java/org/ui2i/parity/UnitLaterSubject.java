package org.ui2i.parity;

import static org.ui2i.parity.Fixture.number;
import static org.ui2i.parity.Fixture.whole;
import static org.ui2i.parity.MunitCodeBase.maps;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.data.Pair;
import org.ui2i.io.OfficialLayers;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.nn.Init;
import org.ui2i.nn.SharedLatentVae;
import org.ui2i.tensor.Step;

/** The public code base's later branch (fixture {@code unit}), which shares no weights. */
final class UnitLaterSubject implements Subject {
    private final Fixture fixture;
    private final Unit unit;

    UnitLaterSubject(Fixture fixture) {
        this.fixture = fixture;
        JsonObject hyper = fixture.hyper();
        JsonObject gen = hyper.getAsJsonObject("gen");
        JsonObject dis = hyper.getAsJsonObject("dis");
        MunitCodeBase.checkLayers(hyper);
        UnitConfig later = UnitConfig.later();
        UnitConfig.Blocks blocks = new UnitConfig.Blocks(whole(gen, "n_res"), 0);
        UnitConfig config = new UnitConfig(
                whole(hyper, "input_dim_a"),
                whole(hyper, "input_dim_b"),
                whole(gen, "dim"),
                whole(gen, "n_downsample"),
                blocks,
                blocks,
                later.layers(),
                new UnitConfig.Dis(
                        whole(dis, "dim"), whole(dis, "n_layer"), 0, whole(dis, "num_scales"), Init.GAUSSIAN),
                MunitCodeBase.gan(hyper),
                false,
                new UnitConfig.Lambdas(
                        number(hyper, "gan_w"),
                        number(hyper, "recon_x_w"),
                        number(hyper, "recon_kl_w"),
                        number(hyper, "recon_x_cyc_w"),
                        number(hyper, "recon_kl_cyc_w")),
                fixture.adam("gen"));
        unit = new Unit(config, 1);
    }

    @Override
    public Map<String, NDArray> state() {
        int layers = unit.config().dis().layers();
        OfficialLayers a = OfficialLayers.unit(unit.config().vae(unit.config().channelsA()));
        OfficialLayers b = OfficialLayers.unit(unit.config().vae(unit.config().channelsB()));
        Names names = new Names();
        names.add(unit.genA(), path -> "gen_a." + a.name(path)).add(unit.genB(), path -> "gen_b." + b.name(path));
        names.add(unit.disA(), path -> "dis_a." + MunitCodeBase.discriminator(path, layers))
                .add(unit.disB(), path -> "dis_b." + MunitCodeBase.discriminator(path, layers));
        return names.arrays();
    }

    private NDArray noise(int i) {
        return fixture.get("in/noise_" + i);
    }

    private Pair batch(List<NDArray> noise) {
        NDArray a = fixture.get("in/x_a");
        Step step = new Step(a.getManager(), 0, 0, new RecordedDraws(noise, List.of()));
        return new Pair(a, fixture.get("in/x_b"), List.of(fixture.name()), step);
    }

    @Override
    public LossTerms dis() {
        return unit.discriminator(batch(List.of(noise(0), noise(1))));
    }

    @Override
    public LossTerms gen() {
        return unit.generator(batch(List.of(noise(2), noise(3), noise(4), noise(5))));
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("dis_a", terms.parts("gan").get(0));
        loss.accept("dis_b", terms.parts("gan").get(1));
        loss.accept("dis_total", terms.total());
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("gen_adv_a", terms.parts("gan").get(0));
        loss.accept("gen_adv_b", terms.parts("gan").get(1));
        loss.accept("gen_recon_x_a", terms.parts("recon").get(0));
        loss.accept("gen_recon_x_b", terms.parts("recon").get(1));
        loss.accept("gen_recon_kl_a", terms.parts("kl").get(0));
        loss.accept("gen_recon_kl_b", terms.parts("kl").get(1));
        loss.accept("gen_cyc_x_a", terms.parts("cycle").get(0));
        loss.accept("gen_cyc_x_b", terms.parts("cycle").get(1));
        loss.accept("gen_recon_kl_cyc_bab", terms.parts("kl_cycle").get(0));
        loss.accept("gen_recon_kl_cyc_aba", terms.parts("kl_cycle").get(1));
        loss.accept("gen_total", terms.total());
    }

    @Override
    public void outputs(Comparison c) {
        SharedLatentVae a = unit.genA();
        SharedLatentVae b = unit.genB();
        NDArray hA = a.encode(fixture.get("in/x_a"));
        NDArray hB = b.encode(fixture.get("in/x_b"));
        NDArray ba = a.decode(hB.add(noise(3)));
        NDArray ab = b.decode(hA.add(noise(2)));
        NDArray hBA = a.encode(ba);
        NDArray hAB = b.encode(ab);
        c.output("h_a", hA);
        c.output("h_b", hB);
        c.output("recon_a", a.decode(hA.add(noise(2))));
        c.output("recon_b", b.decode(hB.add(noise(3))));
        c.output("ba", ba);
        c.output("ab", ab);
        c.output("h_b_recon", hBA);
        c.output("h_a_recon", hAB);
        c.output("aba", a.decode(hAB.add(noise(5))));
        c.output("bab", b.decode(hBA.add(noise(4))));
        c.output("recon_a_mean", a.forward(fixture.get("in/x_a")));
        c.output("recon_b_mean", b.forward(fixture.get("in/x_b")));
        c.output("ab_mean", unit.aToB(fixture.get("in/x_a")));
        c.output("ba_mean", unit.bToA(fixture.get("in/x_b")));
        disStep(c, hA, hB);
        MunitCodeBase.probeLayerNorm(c, fixture);
    }

    private void disStep(Comparison c, NDArray hA, NDArray hB) {
        NDArray ba = unit.genA().decode(hB.add(noise(1)));
        NDArray ab = unit.genB().decode(hA.add(noise(0)));
        c.output("ba_dis", ba);
        c.output("ab_dis", ab);
        maps(c, "dis_a_", unit.disA().scores(fixture.get("in/x_a")));
        maps(c, "dis_b_", unit.disB().scores(fixture.get("in/x_b")));
        maps(c, "dis_a_fake_", unit.disA().scores(ba));
        maps(c, "dis_b_fake_", unit.disB().scores(ab));
    }
}
