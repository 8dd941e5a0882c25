package org.ui2i.parity;

import static org.ui2i.parity.Fixture.number;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.ui2i.data.LabelledBatch;
import org.ui2i.data.LabelledTriple;
import org.ui2i.data.Labels;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.Penalties;
import org.ui2i.models.RelGan;
import org.ui2i.models.RelGanConfig;
import org.ui2i.models.StarGanConfig;
import org.ui2i.nn.RelativeDiscriminator;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;

/**
 * A public port of RelGAN. Its quirks: changes have the opposite sign, which negative attributes give here; the
 * gradient penalty mixes translations with the images that they were made of; D's answers for real images stand in G's
 * losses as constants; what was meant as a decay of the rate is a decay of weights.
 */
final class RelGanSubject implements Subject {
    private static final int LAYERS = 6; // of the port's discriminator
    private final Fixture fixture;
    private final RelGan model;

    RelGanSubject(Fixture fixture) {
        this.fixture = fixture;
        model = new SourceMixing(config(fixture));
    }

    private static final class SourceMixing extends RelGan {
        SourceMixing(RelGanConfig config) {
            super(config, 1);
        }

        @Override
        protected NDArray mixedWithFakes(LabelledTriple x) {
            return x.a().x();
        }
    }

    private static RelGanConfig config(Fixture fixture) {
        JsonObject hyper = fixture.hyper();
        RelGanConfig paper = RelGanConfig.paper();
        int divisor = whole(hyper, "width_divisor");
        List<String> names = IntStream.range(0, whole(hyper, "n_attributes"))
                .mapToObj(i -> "attribute " + i)
                .toList();
        return new RelGanConfig(
                (int) fixture.get("in/img_a").getShape().get(1),
                whole(hyper, "image_size"),
                new Labels(names, false),
                new StarGanConfig.Gen(
                        paper.gen().filters() / divisor,
                        paper.gen().downs(),
                        whole(hyper, "repeat_G"),
                        paper.gen().padding(),
                        paper.gen().norm()),
                new StarGanConfig.Dis(paper.dis().filters() / divisor, LAYERS),
                paper.gan(),
                new RelGanConfig.Lambdas(
                        1, number(hyper, "l3"), 150, number(hyper, "l1"), number(hyper, "l2"), number(hyper, "l4")),
                fixture.adam("gen"));
    }

    @Override
    public Map<String, NDArray> state() {
        return new Names()
                .add(model.gen(), path -> "G/" + generator(path))
                .add(model.dis(), path -> "D/" + discriminator(path))
                .arrays();
    }

    /** chain/stem, chain/downI, chain/res/resI/convJ, chain/upI, chain/image; theirs count ups downwards. */
    private String generator(String path) {
        String[] p = path.split("/");
        return switch (p[1].replaceAll("\\d", "")) {
            case "stem" -> "conv_in." + layer(0, p);
            case "down" -> "down" + (1 + Names.index(p[1])) + "." + layer(0, p);
            case "res" -> "resb." + Names.index(p[2]) + ".f." + layer(3 * Names.index(p[3]), p);
            case "up" -> "up" + (model.config().gen().downs() - Names.index(p[1])) + "." + layer(0, p);
            default -> "conv_out." + layer(0, p);
        };
    }

    private static String layer(int conv, String[] p) {
        String end = p[p.length - 1];
        if (!p[p.length - 2].equals("norm")) {
            return conv + "." + end;
        }
        return (conv + 1) + "."
                + switch (end) {
                    case "gamma" -> "weight";
                    case "beta" -> "bias";
                    default -> end;
                };
    }

    /** trunk/layerI, real, match/hidden, match/logit, interpolation; activations count there. */
    private static String discriminator(String path) {
        String[] p = path.split("/");
        return switch (p[0]) {
            case "real" -> "conv_adv." + p[1];
            case "interpolation" -> "conv_int." + p[1];
            case "match" -> "convs_cls." + (p[1].equals("hidden") ? "0." : "2.") + p[2];
            default -> "convs." + 2 * Names.index(p[1]) + "." + p[2];
        };
    }

    private NDArray in(String name) {
        return fixture.get("in/" + name);
    }

    private LabelledTriple batch(NDArray... shares) {
        Step step = new Step(in("img_a").getManager(), 0, 1, RecordedDraws.uniforms(List.of(shares)));
        return new LabelledTriple(batch("a", step), batch("b", step), batch("c", step));
    }

    private LabelledBatch batch(String name, Step step) {
        return new LabelledBatch(
                in("img_" + name), in("att_" + name).neg(), List.of(fixture.name() + " " + name), step);
    }

    @Override
    public LossTerms dis() {
        return model.discriminator(batch(in("alpha_interp_D"), in("alpha_gp")));
    }

    @Override
    public LossTerms gen() {
        return model.generator(batch(in("alpha_interp_G")));
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        both(loss, "d_total", "D_d_loss", terms.total());
        both(loss, "df", "D_df_loss", terms.term("gan_real").add(terms.term("gan_fake")));
        both(loss, "dc", "D_dc_loss", terms.term("match"));
        both(loss, "df_gp", "D_df_gp", terms.term("gp"));
        both(loss, "di", "D_di_loss", terms.term("interp"));
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        RelativeDiscriminator dis = model.dis();
        NDArray hA = dis.features(in("img_a")), hB = dis.features(in("img_b"));
        NDArray real = dis.real(hB).square().mean();
        NDArray matching = dis.match(hA, hB, change("a", "b")).square().mean();
        RelGanConfig.Lambdas weights = model.config().weights();
        NDArray cycle = terms.term("cycle"), self = terms.term("self");
        NDArray rec = Ops.scale(cycle, weights.cycle()).add(Ops.scale(self, weights.self()));
        both(loss, "g_total", "G_g_loss", terms.total().add(real).add(matching));
        both(loss, "gf", "G_gf_loss", terms.term("gan").add(real));
        both(loss, "gc", "G_gc_loss", terms.term("match").add(matching));
        both(loss, "gr", "G_gr_loss", rec);
        both(loss, "gi", "G_gi_loss", terms.term("interp"));
        both(loss, "go", "G_go_loss", terms.term("ortho"));
        loss.accept("g_rec_cycle", cycle);
        loss.accept("g_rec_self", self);
    }

    /** Under the names at the initial weights and within the iteration. */
    private static void both(BiConsumer<String, NDArray> loss, String initial, String printed, NDArray value) {
        loss.accept(initial, value);
        loss.accept(printed, value);
    }

    private NDArray change(String from, String to) {
        return in("att_" + from).sub(in("att_" + to));
    }

    @Override
    public void outputs(Comparison c) {
        ResNetGenerator gen = model.gen();
        NDArray a = in("img_a"), ab = change("a", "b");
        NDArray a2b = gen.draw(a, ab), a2a = gen.draw(a, ab.zerosLike());
        c.output("img_a2b2a", gen.draw(a2b, ab.neg()));
        c.output("img_a2bi_G", gen.draw(a, ab.mul(in("alpha_interp_G"))));
        // these four of G's step are what has moved the running statistics there
        c.output("img_a2b_eval_mode", gen.evaluate(() -> gen.draw(a, ab)));
        NDArray between = gen.draw(a, ab.mul(in("alpha_interp_D")));
        c.output("vec_ab", ab);
        c.output("vec_ac", change("a", "c"));
        c.output("vec_cb", change("c", "b"));
        c.output("img_a2b", a2b);
        c.output("img_a2a", a2a);
        c.output("img_a2bi_D", between);
        c.output("D_features_a", model.dis().features(a));
        triples(c, a2b, ab);
        interpolations(c, Map.of("a2a", a2a, "a2b", a2b, "a2bi", between));
        c.output("gp_gradient_norm", slopes(a2b));
    }

    private void triples(Comparison c, NDArray a2b, NDArray ab) {
        NDArray a = in("img_a"), b = in("img_b"), other = in("img_c");
        triple(c, "real", a, b, ab);
        triple(c, "fake", a, a2b, ab);
        triple(c, "wrong_first", other, b, ab);
        triple(c, "wrong_second", a, other, ab);
        triple(c, "wrong_vec1", a, b, change("a", "c"));
        triple(c, "wrong_vec2", a, b, change("c", "b"));
    }

    private void triple(Comparison c, String name, NDArray from, NDArray to, NDArray v) {
        RelativeDiscriminator dis = model.dis();
        NDArray h = dis.features(to);
        c.output("D_adv_" + name, dis.real(h));
        c.output("D_match_" + name, dis.match(dis.features(from), h, v));
    }

    private void interpolations(Comparison c, Map<String, NDArray> images) {
        images.forEach((name, image) -> c.output(
                "D_interp_" + name, model.dis().interpolation(model.dis().features(image))));
    }

    private NDArray slopes(NDArray fake) {
        NDArray mixed = Penalties.mixture(in("img_a"), fake, in("alpha_gp"));
        return Grad.on(() -> Penalties.norms(
                Grad.of(model.dis().forward(mixed).sum(), List.of(mixed)).get(0)));
    }
}
