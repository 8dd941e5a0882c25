package org.ui2i.parity;

import static org.ui2i.core.Check.present;
import static org.ui2i.parity.Fixture.number;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.data.FewShotPair;
import org.ui2i.io.OfficialLayers;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.Funit;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.nn.AdaIn;
import org.ui2i.nn.ClassDiscriminator.Judgement;
import org.ui2i.nn.MultiTaskDiscriminator;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;
import org.ui2i.train.Ema;

/** FUNIT's public code: K = 1 in training, a moving average that translates. */
final class FunitSubject implements Subject {
    private final Fixture fixture;
    private final Funit funit;
    private final Ema ema;

    FunitSubject(Fixture fixture) {
        this.fixture = fixture;
        funit = new Funit(config(fixture), 1);
        ema = Ema.of(funit.gen(), funit.genTest(), funit.config().ema().decay());
    }

    private static FunitConfig config(Fixture fixture) {
        JsonObject hyper = fixture.hyper();
        JsonObject gen = hyper.getAsJsonObject("gen");
        JsonObject dis = hyper.getAsJsonObject("dis");
        FunitConfig paper = FunitConfig.paper();
        return new FunitConfig(
                whole(fixture.json().getAsJsonObject("images"), "channels"),
                new FunitConfig.Gen(
                        whole(gen, "nf"),
                        whole(gen, "n_downs_content"),
                        whole(gen, "n_downs_class"),
                        whole(gen, "n_res_blks"),
                        whole(gen, "latent_dim"),
                        whole(gen, "nf_mlp"),
                        whole(gen, "n_mlp_blks"),
                        paper.gen().classNorm()),
                new FunitConfig.Dis(
                        whole(dis, "nf"),
                        whole(dis, "n_res_blks"),
                        whole(dis, "num_classes"),
                        paper.dis().activatedShortcut()),
                new FunitConfig.Lambdas(
                        number(hyper, "gan_w"),
                        number(hyper, "r_w"),
                        number(hyper, "fm_w"),
                        paper.weights().r1()),
                paper.penalty(),
                fixture.rmsProp("gen"),
                paper.ema());
    }

    @Override
    public Map<String, NDArray> state() {
        OfficialLayers names = OfficialLayers.funit(funit.config());
        return new Names()
                .add(funit.gen(), path -> "model.gen." + names.name(path))
                .add(funit.genTest(), path -> "model.gen_test." + names.name(path))
                .add(funit.dis(), path -> "model.dis." + discriminator(path))
                .arrays();
    }

    /** trunk/stem, trunk/sameI/convJ, trunk/widerI/convJ, trunk/widerI/shortcut/weight, heads. */
    private static String discriminator(String path) {
        String[] p = path.split("/");
        String end = p[p.length - 1];
        if (p[0].equals("heads")) {
            return "cnn_c.0.conv." + end;
        }
        if (p[1].equals("stem")) {
            return "cnn_f.0.conv." + end;
        }
        int block = (p[1].startsWith("same") ? 1 : 2) + 4 * Names.index(p[1]); // padding and pool count too
        String conv = p[2].equals("shortcut") ? "conv_s.conv." + end : "conv_" + Names.index(p[2]) + ".conv." + end;
        return "cnn_f." + block + "." + conv;
    }

    private NDArray in(String name) {
        return fixture.get("in/" + name);
    }

    private FewShotPair batch() {
        Step step = new Step(in("xa").getManager(), 0, 0, new RecordedDraws(List.of(), List.of()));
        return new FewShotPair(in("xa"), in("la"), in("xb").expandDims(1), in("lb"), List.of(fixture.name()), step);
    }

    @Override
    public LossTerms dis() {
        return funit.discriminator(batch());
    }

    @Override
    public LossTerms gen() {
        return funit.generator(batch());
    }

    @Override
    public void afterTurns() {
        ema.update();
    }

    @Override
    public double averageDecay() {
        return funit.config().ema().decay();
    }

    @Override
    public String averageOf(String name) {
        return name.replace("model.gen_test.", "model.gen.");
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("dis_real_adv", terms.term("gan_real"));
        loss.accept("dis_fake_adv", terms.term("gan_fake"));
        loss.accept("dis_reg", terms.term("r1"));
        loss.accept("dis_total", terms.total());
        Images x = images();
        NDArray fake = judge(x.trans, "lb").score(),
                real = judge(in("xb"), "lb").score();
        loss.accept("accuracy_dis_adv", half(share(fake.lt(0)), share(real.gte(0))));
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("gen_adv_t", terms.term("gan_trans"));
        loss.accept("gen_adv_r", terms.term("gan_recon"));
        loss.accept("gen_adv", half(terms.term("gan_trans"), terms.term("gan_recon")));
        loss.accept("gen_recon_x", terms.term("recon"));
        loss.accept("gen_recon_c", terms.term("fm_recon"));
        loss.accept("gen_recon_s", terms.term("fm_trans"));
        loss.accept("gen_total", terms.total());
        Images x = images();
        NDArray trans = judge(x.trans, "lb").score(),
                recon = judge(x.recon, "la").score();
        loss.accept("accuracy_gen_adv", half(share(trans.gte(0)), share(recon.gte(0))));
    }

    private static NDArray half(NDArray a, NDArray b) {
        return Ops.scale(a.add(b), 0.5);
    }

    private static NDArray share(NDArray hits) {
        return hits.toType(DataType.FLOAT32, false).mean();
    }

    private record Images(NDArray trans, NDArray recon) {}

    private Images images() {
        FunitGenerator gen = funit.gen();
        NDArray content = gen.content(in("xa"));
        NDArray zY = gen.classCode(in("xb").expandDims(1));
        return new Images(gen.decode(content, zY), gen.forward(in("xa")));
    }

    private Judgement judge(NDArray x, String labels) {
        return funit.dis().judge(x, in(labels));
    }

    @Override
    public void outputs(Comparison c) {
        FunitGenerator gen = funit.gen();
        NDArray zY = gen.classCode(in("xb").expandDims(1));
        c.output("content_a", gen.content(in("xa")));
        c.output("class_a", gen.classCode(in("xa").expandDims(1)));
        c.output("class_b", zY);
        c.output("adain_params_b", gen.adaIn(zY));
        Images x = images();
        c.output("xt", x.trans);
        c.output("xr", x.recon);
        judgement(c, "a", judge(in("xa"), "la"));
        judgement(c, "b", judge(in("xb"), "lb"));
        judgement(c, "t", judge(x.trans, "lb"));
        judgement(c, "r", judge(x.recon, "la"));
        MultiTaskDiscriminator dis = funit.dis();
        c.output(
                "dis_feat_b_before_cnn_c",
                present(dis.parts().get("trunk"), "D has no trunk").forward(in("xb")));
        c.output("dis_all_classes_b", dis.forward(in("xb")));
        c.output("r1_grad_xb", r1Gradient());
        c.output("probe_adain", AdaIn.apply(in("probe_adain_x"), in("probe_adain_params")));
        fewShots(c);
    }

    private static void judgement(Comparison c, String name, Judgement judgement) {
        c.output("dis_" + name, judgement.score());
        c.output("dis_feat_" + name, judgement.features());
    }

    private NDArray r1Gradient() {
        return Grad.on(() -> {
            NDArray y = in("xb").duplicate();
            y.setRequiresGradient(true);
            NDArray score = funit.config().penalty().score(judge(y, "lb").score());
            return Grad.of(score, List.of(y)).get(0);
        });
    }

    /** K images a class, by the average. */
    private void fewShots(Comparison c) {
        int k = whole(fixture.json(), "k_shot");
        NDList classes = in("kshot_class").split(in("kshot_class").getShape().get(0) / k);
        NDArray content = in("kshot_content");
        NDArray code = funit.genTest().classCode(NDArrays.stack(classes));
        c.output("kshot_codes_each", funit.genTest().classCode(in("kshot_class").expandDims(1)));
        c.output("kshot_code", code);
        c.output("kshot_xt", funit.translate(content, code));
        NDArray simple = funit.classCode(classes.get(0));
        c.output("kshot_simple_code", simple);
        c.output("kshot_simple_xt", funit.translate(content.get("0:1"), simple));
        FunitGenerator gen = funit.gen();
        c.output(
                "gen_forward",
                gen.decode(
                        gen.content(content.get("0:1")),
                        gen.classCode(classes.get(0).expandDims(0))));
    }
}
