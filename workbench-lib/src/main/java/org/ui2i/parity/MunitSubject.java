package org.ui2i.parity;

import static org.ui2i.parity.Fixture.number;
import static org.ui2i.parity.Fixture.whole;
import static org.ui2i.parity.MunitCodeBase.maps;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.core.Check;
import org.ui2i.data.Pair;
import org.ui2i.io.OfficialLayers;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.MunitGenerator;
import org.ui2i.models.MunitGenerator.Code;
import org.ui2i.nn.AdaIn;
import org.ui2i.tensor.Step;

/** MUNIT's public code. Its style encoder halves four times and its MLP has three layers whatever the configuration. */
final class MunitSubject implements Subject {
    private final Fixture fixture;
    private final Munit munit;

    MunitSubject(Fixture fixture) {
        this.fixture = fixture;
        munit = new Munit(config(fixture), 1);
    }

    private static MunitConfig config(Fixture fixture) {
        JsonObject hyper = fixture.hyper();
        JsonObject gen = hyper.getAsJsonObject("gen");
        JsonObject dis = hyper.getAsJsonObject("dis");
        Check.check(
                number(hyper, "vgg_w") == 0,
                "vgg_w of %s is not 0: the perceptual loss has no reference",
                fixture.name());
        MunitCodeBase.checkLayers(hyper);
        MunitConfig paper = MunitConfig.paper();
        return new MunitConfig(
                whole(hyper, "input_dim_a"),
                whole(hyper, "input_dim_b"),
                new MunitConfig.Gen(
                        whole(gen, "dim"),
                        whole(gen, "n_downsample"),
                        whole(gen, "n_res"),
                        paper.gen().styleDowns(),
                        whole(gen, "style_dim"),
                        whole(gen, "mlp_dim"),
                        paper.gen().mlpLayers(),
                        paper.gen().contentNorm(),
                        paper.gen().styleNorm()),
                new MunitConfig.Dis(whole(dis, "dim"), whole(dis, "n_layer"), whole(dis, "num_scales")),
                MunitCodeBase.gan(hyper),
                new MunitConfig.Lambdas(
                        number(hyper, "gan_w"),
                        number(hyper, "recon_x_w"),
                        number(hyper, "recon_s_w"),
                        number(hyper, "recon_c_w"),
                        number(hyper, "recon_x_cyc_w"),
                        0),
                fixture.adam("gen"));
    }

    @Override
    public Map<String, NDArray> state() {
        MunitConfig config = munit.config();
        int layers = config.dis().layers();
        OfficialLayers a = OfficialLayers.munit(config, config.channelsA());
        OfficialLayers b = OfficialLayers.munit(config, config.channelsB());
        return new Names()
                .add(munit.genA(), path -> "gen_a." + a.name(path))
                .add(munit.genB(), path -> "gen_b." + b.name(path))
                .add(munit.disA(), path -> "dis_a." + MunitCodeBase.discriminator(path, layers))
                .add(munit.disB(), path -> "dis_b." + MunitCodeBase.discriminator(path, layers))
                .arrays();
    }

    /** A recorded style, (B, n, 1, 1) there. */
    private NDArray style(String name) {
        NDArray s = fixture.get("in/" + name);
        return s.reshape(s.getShape().get(0), -1);
    }

    private Pair batch(String rA, String rB) {
        NDArray a = fixture.get("in/x_a");
        Step step = new Step(a.getManager(), 0, 0, new RecordedDraws(List.of(style(rA), style(rB)), List.of()));
        return new Pair(a, fixture.get("in/x_b"), List.of(fixture.name()), step);
    }

    @Override
    public LossTerms dis() {
        return munit.discriminator(batch("noise_0", "noise_1"));
    }

    @Override
    public LossTerms gen() {
        return munit.generator(batch("noise_2", "noise_3"));
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        both(terms, "gan", "dis_", loss);
        loss.accept("dis_total", terms.total());
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        both(terms, "gan", "gen_adv_", loss);
        both(terms, "recon_x", "gen_recon_x_", loss);
        both(terms, "recon_s", "gen_recon_s_", loss);
        both(terms, "recon_c", "gen_recon_c_", loss);
        if (munit.config().weights().cycle() > 0) {
            both(terms, "cycle", "gen_cycrecon_x_", loss);
        } else { // not computed there either, but written down
            NDArray zero = terms.total().zerosLike();
            loss.accept("gen_cycrecon_x_a", zero);
            loss.accept("gen_cycrecon_x_b", zero);
        }
        loss.accept("gen_total", terms.total());
    }

    private static void both(LossTerms terms, String ours, String theirs, BiConsumer<String, NDArray> loss) {
        loss.accept(theirs + "a", terms.parts(ours).get(0));
        loss.accept(theirs + "b", terms.parts(ours).get(1));
    }

    @Override
    public void outputs(Comparison c) {
        MunitGenerator genA = munit.genA(), genB = munit.genB();
        NDArray xA = fixture.get("in/x_a"), xB = fixture.get("in/x_b");
        Code a = genA.encode(xA), b = genB.encode(xB);
        codes(c, "c_a", "s_a", a);
        codes(c, "c_b", "s_b", b);
        c.output("recon_a", genA.forward(xA));
        c.output("recon_b", genB.forward(xB));
        NDArray xBA = genA.decode(b.c(), style("noise_2")), xAB = genB.decode(a.c(), style("noise_3"));
        c.output("ba", xBA);
        c.output("ab", xAB);
        Code ba = genA.encode(xBA), ab = genB.encode(xAB);
        codes(c, "c_b_recon", "s_a_recon", ba);
        codes(c, "c_a_recon", "s_b_recon", ab);
        if (munit.config().weights().cycle() > 0) {
            c.output("aba", genA.decode(ab.c(), a.s()));
            c.output("bab", genB.decode(ba.c(), b.s()));
        }
        c.output("ab_display", munit.aToB(xA, style("display_s_b")));
        c.output("ba_display", munit.bToA(xB, style("display_s_a")));
        c.output("ab_guided", munit.aToB(xA, b.s()));
        c.output("ba_guided", munit.bToA(xB, a.s()));
        c.output("adain_params_a", genA.adaIn(style("noise_2")));
        c.output("adain_params_b", genB.adaIn(style("noise_3")));
        disStep(c, a.c(), b.c());
        MunitCodeBase.probeLayerNorm(c, fixture);
        c.output("probe_adain", AdaIn.apply(fixture.get("in/probe_adain_x"), fixture.get("in/probe_adain_params")));
    }

    private static void codes(Comparison c, String content, String style, Code code) {
        c.output(content, code.c());
        c.output(style, code.s());
    }

    private void disStep(Comparison c, NDArray cA, NDArray cB) {
        NDArray xBA = munit.genA().decode(cB, style("noise_0"));
        NDArray xAB = munit.genB().decode(cA, style("noise_1"));
        c.output("ba_dis", xBA);
        c.output("ab_dis", xAB);
        maps(c, "dis_a_", munit.disA().scores(fixture.get("in/x_a")));
        maps(c, "dis_b_", munit.disB().scores(fixture.get("in/x_b")));
        maps(c, "dis_a_fake_", munit.disA().scores(xBA));
        maps(c, "dis_b_fake_", munit.disB().scores(xAB));
    }
}
