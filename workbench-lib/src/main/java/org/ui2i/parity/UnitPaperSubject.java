package org.ui2i.parity;

import static org.ui2i.parity.Fixture.number;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.core.Check;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.Losses;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.nn.Discriminator;
import org.ui2i.nn.Init;
import org.ui2i.nn.SharedLatentVae;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;

/**
 * The paper's branch (fixture {@code unit_v02}). Its quirks: the KL is the mean square of the noisy code, and one noise
 * array serves both domains' codes, A's half first.
 */
final class UnitPaperSubject implements Subject {
    private final Fixture fixture;
    private final Unit unit;
    private final int encoderFront;
    private final int ups;

    UnitPaperSubject(Fixture fixture) {
        this.fixture = fixture;
        JsonObject gen = fixture.hyper().getAsJsonObject("gen");
        Check.check(
                whole(gen, "n_enc_front_blk") == whole(gen, "n_gen_front_blk"),
                "encoder and generator of %s differ in depth: images would change size",
                fixture.name());
        encoderFront = whole(gen, "n_enc_front_blk");
        ups = encoderFront - 1;
        unit = new NoisyKlUnit(config(fixture.hyper(), gen));
    }

    /** The branch's KL: of the code with its noise. */
    private static final class NoisyKlUnit extends Unit {
        NoisyKlUnit(UnitConfig config) {
            super(config, 1);
        }

        @Override
        protected NDArray kl(Code code) {
            return Losses.klUnitVariance(code.z());
        }
    }

    private UnitConfig config(JsonObject hyper, JsonObject gen) {
        JsonObject dis = hyper.getAsJsonObject("dis");
        int front = whole(dis, "n_front_layer");
        int shared = whole(dis, "n_shared_layer");
        UnitConfig.Dis d = new UnitConfig.Dis(whole(dis, "ch"), front + shared, shared, 1, Init.GAUSSIAN_UNIFORM_BIAS);
        UnitConfig.Lambdas lambdas = new UnitConfig.Lambdas(
                number(hyper, "gan_w"),
                number(hyper, "ll_direct_link_w"),
                number(hyper, "kl_direct_link_w"),
                number(hyper, "ll_cycle_link_w"),
                number(hyper, "kl_cycle_link_w"));
        UnitConfig paper = UnitConfig.paper();
        return new UnitConfig(
                whole(gen, "input_dim_a"),
                whole(gen, "input_dim_b"),
                whole(gen, "ch"),
                encoderFront - 1,
                new UnitConfig.Blocks(whole(gen, "n_enc_res_blk"), whole(gen, "n_enc_shared_blk")),
                new UnitConfig.Blocks(whole(gen, "n_gen_res_blk"), whole(gen, "n_gen_shared_blk")),
                paper.layers(),
                d,
                paper.gan(),
                false,
                lambdas,
                fixture.adam("gen"));
    }

    @Override
    public Map<String, NDArray> state() {
        Names names = new Names();
        names.add(unit.genA(), path -> generator(path, "A")).add(unit.genB(), path -> generator(path, "B"));
        names.add(unit.disA(), path -> discriminator(path, "A")).add(unit.disB(), path -> discriminator(path, "B"));
        return names.arrays();
    }

    private String generator(String path, String domain) {
        String[] p = path.split("/");
        String end = p[p.length - 1];
        return switch (p[0]) {
            case "shared_encoder" -> "gen/enc_shared." + residual(p, 0) + end;
            case "shared_decoder" -> "gen/dec_shared." + residual(p, 0) + end;
            case "encoder" -> "gen/encode_" + domain + "." + encoder(p) + end;
            default -> "gen/decode_" + domain + "." + decoder(p) + end;
        };
    }

    private String encoder(String[] p) {
        return switch (p[2]) {
            case "stem" -> "0.model.0.";
            case "res" -> residual(p, encoderFront);
            default -> (1 + Names.index(p[2])) + ".model.0.";
        };
    }

    private String decoder(String[] p) {
        int blocks = unit.config().generator().own();
        return switch (p[2]) {
            case "image" -> (blocks + ups) + ".";
            case "res" -> residual(p, 0);
            default -> (blocks + Names.index(p[2])) + ".model.0.";
        };
    }

    /** Block and convolution: .../resI/convK/name, where the reference's second convolution is number 3. */
    private static String residual(String[] p, int first) {
        int block = Names.index(p[p.length - 3]);
        return (first + block) + ".model." + 3 * Names.index(p[p.length - 2]) + ".";
    }

    private String discriminator(String path, String domain) {
        String[] p = path.split("/");
        if (p[0].equals("front")) {
            return "dis/model_" + domain + "." + Names.index(p[1]) + ".model.0." + p[2];
        }
        int shared = unit.config().dis().sharedLayers();
        return p[1].equals("logit")
                ? "dis/model_S." + shared + "." + p[2]
                : "dis/model_S." + Names.index(p[1]) + ".model.0." + p[2];
    }

    private Pair batch(Draws draws) {
        NDArray a = fixture.get("in/x_a");
        return new Pair(a, fixture.get("in/x_b"), List.of(fixture.name()), new Step(a.getManager(), 0, 0, draws));
    }

    /** A's half of a noise array, then B's. */
    private List<NDArray> halves(int noise) {
        NDList halves = fixture.get("in/noise_" + noise).split(2);
        return List.of(halves.get(0), halves.get(1));
    }

    private List<NDArray> generatorNoise() {
        List<NDArray> noise = new ArrayList<>(halves(1));
        noise.add(fixture.get("in/noise_2"));
        noise.add(fixture.get("in/noise_3"));
        return noise;
    }

    @Override
    public LossTerms dis() {
        return unit.discriminator(batch(new RecordedDraws(halves(0), List.of())));
    }

    @Override
    public LossTerms gen() {
        return unit.generator(batch(new RecordedDraws(generatorNoise(), List.of())));
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("dis_total", terms.total());
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("gen_enc_loss", Ops.scale(terms.term("kl"), 0.5)); // theirs is the mean over both domains' codes
        loss.accept("gen_enc_bab_loss", terms.parts("kl_cycle").get(0));
        loss.accept("gen_enc_aba_loss", terms.parts("kl_cycle").get(1));
        loss.accept("gen_ad_loss_a", terms.parts("gan").get(0));
        loss.accept("gen_ad_loss_b", terms.parts("gan").get(1));
        loss.accept("gen_ll_loss_a", terms.parts("recon").get(0));
        loss.accept("gen_ll_loss_b", terms.parts("recon").get(1));
        loss.accept("gen_ll_loss_aba", terms.parts("cycle").get(0));
        loss.accept("gen_ll_loss_bab", terms.parts("cycle").get(1));
        loss.accept("gen_total_loss", terms.total());
    }

    @Override
    public void outputs(Comparison c) {
        SharedLatentVae a = unit.genA();
        SharedLatentVae b = unit.genB();
        NDArray muA = a.encode(fixture.get("in/x_a"));
        NDArray muB = b.encode(fixture.get("in/x_b"));
        disStep(c, muA, muB);
        List<NDArray> noise = generatorNoise();
        NDArray zA = muA.add(noise.get(0));
        NDArray zB = muB.add(noise.get(1));
        NDArray xBA = a.decode(zB);
        NDArray xAB = b.decode(zA);
        NDArray zBA = a.encode(xBA).add(noise.get(2));
        NDArray zAB = b.encode(xAB).add(noise.get(3));
        c.output("shared", zA.concat(zB, 0));
        c.output("x_aa", a.decode(zA));
        c.output("x_bb", b.decode(zB));
        c.output("x_ba", xBA);
        c.output("x_ab", xAB);
        c.output("shared_bab", zBA);
        c.output("shared_aba", zAB);
        c.output("x_bab", b.decode(zBA));
        c.output("x_aba", a.decode(zAB));
        c.output("gen_step_dis_a_0", unit.disA().forward(xBA));
        c.output("gen_step_dis_b_0", unit.disB().forward(xAB));
        c.output("shared_a_eval", muA);
        c.output("shared_b_eval", muB);
        c.output("ab_eval", unit.aToB(fixture.get("in/x_a")));
        c.output("ba_eval", unit.bToA(fixture.get("in/x_b")));
    }

    private void disStep(Comparison c, NDArray muA, NDArray muB) {
        List<NDArray> noise = halves(0);
        NDArray xBA = unit.genA().decode(muB.add(noise.get(1)));
        NDArray xAB = unit.genB().decode(muA.add(noise.get(0)));
        c.output("dis_step_x_ba", xBA);
        c.output("dis_step_x_ab", xAB);
        judged(c, "a", unit.disA(), fixture.get("in/x_a"), xBA);
        judged(c, "b", unit.disB(), fixture.get("in/x_b"), xAB);
    }

    private static void judged(Comparison c, String domain, Discriminator dis, NDArray real, NDArray fake) {
        NDArray r = dis.forward(real);
        NDArray f = dis.forward(fake);
        c.output("dis_" + domain + "_real_0", r);
        c.output("dis_" + domain + "_fake_0", f);
        c.loss(
                "loss/dis_" + domain + "_real_0",
                Ops.bceWithLogits(r, r.onesLike()).getFloat());
        c.loss(
                "loss/dis_" + domain + "_fake_0",
                Ops.bceWithLogits(f, f.zerosLike()).getFloat());
    }
}
