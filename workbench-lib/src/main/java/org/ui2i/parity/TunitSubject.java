package org.ui2i.parity;

import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.data.Views;
import org.ui2i.io.OfficialLayers;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.loss.Losses;
import org.ui2i.models.Tunit;
import org.ui2i.models.TunitConfig;
import org.ui2i.models.TunitGenerator;
import org.ui2i.nn.GuidingNetwork;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Regions;
import org.ui2i.tensor.Step;
import org.ui2i.train.Ema;

/**
 * TUNIT's public code in its joint phase: the queue holds some keys at the start. Its quirk: it runs the guiding network
 * once a head and once an order of the same batch, which moves running statistics more often; here that is made up for.
 */
final class TunitSubject implements Subject {
    private static final int CONTENT_SIZE = 16; // edge of the public code's content code
    private static final int[] VGG11 = {0, 4, 8, 11, 15, 18, 22, 25}; // norms, activations, halvings count, too
    private final Fixture fixture;
    private final Tunit tunit;
    private final Ema keys;
    private final Ema average;

    TunitSubject(Fixture fixture) {
        this.fixture = fixture;
        tunit = new Tunit(config(fixture), 1);
        keys = Ema.of(tunit.guide(), tunit.guideTest(), tunit.config().keys().decay());
        average = Ema.of(tunit.gen(), tunit.genTest(), tunit.config().ema().decay());
    }

    private static TunitConfig config(Fixture fixture) {
        JsonObject hyper = fixture.hyper();
        TunitConfig paper = TunitConfig.paper();
        int size = whole(hyper, "img_size"), divisor = whole(hyper, "width_divisor");
        return new TunitConfig(
                (int) fixture.get("in/x_org").getShape().get(1),
                size,
                new TunitConfig.Guide(
                        paper.guide().filters() / divisor, whole(hyper, "sty_dim"), whole(hyper, "output_k")),
                new TunitConfig.Gen(
                        whole(hyper, "nf"),
                        Integer.numberOfTrailingZeros(size / CONTENT_SIZE),
                        whole(hyper, "n_res"),
                        whole(hyper, "nf_mlp")),
                new TunitConfig.Dis(paper.dis().filters() / divisor, paper.dis().maxWidth() / divisor),
                new TunitConfig.Contrast(
                        whole(hyper, "queue_cut"), paper.contrast().temperature()),
                paper.weights(),
                new TunitConfig.WarmUp(0, paper.warmUp().after()),
                fixture.adam("c"),
                fixture.rmsProp("gen"),
                paper.keys(),
                paper.ema());
    }

    @Override
    public Map<String, NDArray> state() {
        OfficialLayers gen = OfficialLayers.tunit(tunit.config());
        return new Names()
                .add(tunit.guide(), path -> "C/" + guide(path))
                .add(tunit.guideTest(), path -> "C_EMA/" + guide(path))
                .add(tunit.dis(), path -> "D/main." + discriminator(path))
                .add(tunit.gen(), path -> "G/" + gen.name(path))
                .add(tunit.genTest(), path -> "G_EMA/" + gen.name(path))
                .arrays();
    }

    /** trunk/convI with norm, style, domains. */
    private static String guide(String path) {
        String[] p = path.split("/");
        String end = p[p.length - 1];
        if (!p[0].equals("trunk")) {
            return (p[0].equals("style") ? "cont." : "disc.") + end;
        }
        int layer = VGG11[Names.index(p[1])];
        return switch (end) {
            case "gamma" -> "features." + (layer + 1) + ".weight";
            case "beta" -> "features." + (layer + 1) + ".bias";
            case "weight", "bias" -> "features." + layer + "." + end;
            default -> "features." + (layer + 1) + "." + end;
        };
    }

    /** trunk/stem, trunk/sameI, trunk/widerI, trunk/whole, heads; activations count there. */
    private String discriminator(String path) {
        String[] p = path.split("/");
        int pairs = Integer.numberOfTrailingZeros(tunit.config().size() / 4);
        if (p[0].equals("heads")) {
            return (2 * pairs + 4) + "." + p[1];
        }
        return switch (p[1].replaceAll("\\d", "")) {
            case "stem" -> "0." + p[2];
            case "whole" -> (2 * pairs + 2) + "." + p[2];
            case "same" -> (1 + 2 * Names.index(p[1])) + "." + block(p);
            default -> (2 + 2 * Names.index(p[1])) + "." + block(p);
        };
    }

    private static String block(String[] p) {
        String part =
                switch (p[2]) {
                    case "shortcut" -> "conv1x1";
                    case "before0", "before1" -> "norm" + (1 + Names.index(p[2]));
                    default -> "conv" + (1 + Names.index(p[2]));
                };
        return part + "." + p[3];
    }

    private NDArray in(String name) {
        return fixture.get("in/" + name);
    }

    private NDArray reference() {
        return Regions.rows(in("x_org"), in("x_ref_idx"));
    }

    /** With the queue as it is before the iteration. */
    private Views batch() {
        tunit.queue().state().values().forEach(array -> Ops.copy(array.zerosLike(), array));
        tunit.queue().push(in("queue"));
        Step step = new Step(in("x_org").getManager(), 0, 1, RecordedDraws.permutation(in("x_ref_idx")));
        return new Views(in("x_org"), in("x_tf"), List.of(fixture.name()), step);
    }

    @Override
    public List<Turn> turns() {
        return List.of(
                new Turn("c", this::guidance, this::nameGuidance),
                new Turn("dis", this::dis, this::nameDis),
                new Turn("gen", this::gen, this::nameGen));
    }

    private LossTerms guidance() {
        again(); // both heads of x are one forward here
        return tunit.guidance(batch());
    }

    @Override
    public LossTerms dis() {
        again(); // x for its pseudo domains, xRef for its style
        return tunit.discriminator(batch());
    }

    @Override
    public LossTerms gen() {
        again(); // x and xRef for their styles
        return tunit.generator(batch());
    }

    /** A forward of the guiding network on the batch that only moves its running statistics. */
    private void again() {
        Grad.off(() -> tunit.guide().features(in("x_org")));
    }

    private void nameGuidance(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("c_moco", terms.term("contrast"));
        loss.accept("c_iic", terms.term("mi"));
        loss.accept("c_total", terms.total());
        LossWeights first = tunit.config().weights().guide(1);
        NDArray contrast = Ops.scale(terms.term("contrast"), first.of("contrast"));
        loss.accept("c_total_first_phase", contrast.add(Ops.scale(terms.term("mi"), first.of("mi"))));
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        double r1 = tunit.config().weights().r1();
        loss.accept("d_adv_real", terms.term("gan_real"));
        loss.accept("d_adv_fake", terms.term("gan_fake"));
        loss.accept("d_adv", terms.term("gan_real").add(terms.term("gan_fake")));
        loss.accept("d_gp", Ops.scale(terms.term("r1"), r1));
        loss.accept("d_total", terms.total());
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("g_adv_fake", terms.term("gan_trans"));
        loss.accept("g_adv_rec", terms.term("gan_recon"));
        loss.accept("g_adv", terms.term("gan_trans").add(terms.term("gan_recon")));
        loss.accept("g_imgrec", terms.term("recon"));
        loss.accept("g_sty_contrastive", terms.term("style"));
        loss.accept("g_total", terms.total());
    }

    @Override
    public void afterTurns() {
        keys.update();
        average.update();
    }

    @Override
    public String averageOf(String name) {
        String trained = name.replace("_EMA/", "/");
        return fixture.names("trained").contains(trained) ? trained : name; // running statistics are copied
    }

    @Override
    public double averageDecay() {
        return tunit.config().ema().decay();
    }

    @Override
    public void outputs(Comparison c) {
        evaluated(c);
        clusters(c);
        NDArray x = in("x_org"), order = in("x_ref_idx");
        NDArray s = tunit.guide().forward(x), sRef = tunit.guide().forward(reference());
        TunitGenerator gen = tunit.gen();
        NDArray zX = gen.content(x);
        NDArray fake = gen.decode(zX, sRef), recon = gen.decode(zX, s);
        NDArray y = logits(tunit.guide(), x).argMax(1);
        c.output("s_ref", sRef);
        c.output("G_s_src", s);
        c.output("y_org", y);
        c.output("y_ref", Regions.rows(y, order));
        c.output("content_code", zX);
        c.output("adain_params_ref", gen.adaIn(sRef));
        c.output("x_fake", fake);
        c.output("G_x_rec", recon);
        c.output("G_s_fake", tunit.guide().forward(fake));
        c.output("G_s_ref_ema", tunit.guideTest().forward(reference()));
        judgements(c, fake, recon, y);
    }

    private static NDArray logits(GuidingNetwork guide, NDArray x) {
        return guide.domains(guide.features(x));
    }

    /** Before any forward of training. */
    private void evaluated(Comparison c) {
        tunit.guide().evaluate(() -> {
            c.output("C_eval_style", tunit.guide().forward(in("x_org")));
            c.output("C_eval_cluster_logits", logits(tunit.guide(), in("x_org")));
            return true;
        });
    }

    private void clusters(Comparison c) {
        GuidingNetwork guide = tunit.guide();
        NDArray x = logits(guide, in("x_org")), view = logits(guide, in("x_tf"));
        c.output("C_style_q", guide.forward(in("x_org")));
        c.output("C_style_k_ema", tunit.guideTest().forward(in("x_tf")));
        c.output("C_cluster_logits_org", x);
        c.output("C_cluster_logits_tf", view);
        c.output("C_cluster_prob_org", x.softmax(1));
        c.output("C_cluster_prob_tf", view.softmax(1));
        c.output("C_iic_joint", Losses.joint(x.softmax(1), view.softmax(1)));
        NDArray free = Losses.joint(
                in("iic_free_logits_a").softmax(1), in("iic_free_logits_b").softmax(1));
        c.output("iic_free_joint", free);
        c.output("iic_free", Losses.negativeMutualInformation(free));
        tunit.enqueue(batch());
        c.output("queue_appended_and_cut", tunit.queue().keys());
    }

    private void judgements(Comparison c, NDArray fake, NDArray recon, NDArray y) {
        NDArray yRef = Regions.rows(y, in("x_ref_idx"));
        c.output("D_real_logit", tunit.dis().judge(reference(), yRef).score());
        c.output("D_real_all_logits", tunit.dis().forward(reference()));
        c.output("D_fake_logit", tunit.dis().judge(fake, yRef).score());
        c.output("D_fake_all_logits", tunit.dis().forward(fake));
        c.output("G_fake_logit", tunit.dis().judge(fake, yRef).score());
        c.output("G_rec_logit", tunit.dis().judge(recon, y).score());
        c.output("D_real_input_gradient", Grad.on(() -> {
            NDArray x = Grad.detach(reference());
            x.setRequiresGradient(true);
            return Grad.of(tunit.dis().judge(x, yRef).score().sum(), List.of(x)).get(0);
        }));
    }
}
