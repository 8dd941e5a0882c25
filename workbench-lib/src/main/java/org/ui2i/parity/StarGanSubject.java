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
import org.ui2i.data.Labels;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.Penalties;
import org.ui2i.models.StarGan;
import org.ui2i.models.StarGanConfig;
import org.ui2i.nn.DomainDiscriminator.Judgement;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Regions;
import org.ui2i.tensor.Step;

/** StarGAN's public code, on labels of attributes (CelebA) or one domain of n (RaFD); G steps as often as D. */
final class StarGanSubject implements Subject {
    private static final String PRINTED = "_4_decimals";
    private final Fixture fixture;
    private final StarGan model;
    private final NDArray label;

    StarGanSubject(Fixture fixture) {
        this.fixture = fixture;
        model = new StarGan(config(fixture), 1);
        NDArray given = fixture.get("in/label_org");
        label = model.config().labels().oneOf()
                ? given.oneHot(model.config().labels().size())
                : given;
    }

    private static StarGanConfig config(Fixture fixture) {
        JsonObject hyper = fixture.hyper();
        StarGanConfig paper = StarGanConfig.paper();
        List<String> names = IntStream.range(0, whole(hyper, "c_dim"))
                .mapToObj(i -> "label " + i)
                .toList();
        return new StarGanConfig(
                (int) fixture.get("in/x_real").getShape().get(1),
                whole(hyper, "image_size"),
                new Labels(names, !hyper.get("dataset").getAsString().equals("CelebA")),
                new StarGanConfig.Gen(
                        whole(hyper, "g_conv_dim"),
                        paper.gen().downs(),
                        whole(hyper, "g_repeat_num"),
                        paper.gen().padding(),
                        paper.gen().norm()),
                new StarGanConfig.Dis(whole(hyper, "d_conv_dim"), whole(hyper, "d_repeat_num")),
                new StarGanConfig.Lambdas(
                        number(hyper, "lambda_cls"), number(hyper, "lambda_rec"), number(hyper, "lambda_gp")),
                1,
                fixture.adam("gen"));
    }

    @Override
    public Map<String, NDArray> state() {
        return new Names()
                .add(model.gen(), path -> "G/main." + generator(path))
                .add(model.dis(), path -> "D/" + discriminator(path))
                .arrays();
    }

    /** chain/stem, chain/downI, chain/res/resI/convJ, chain/upI, chain/image; norms and activations count there. */
    private String generator(String path) {
        String[] p = path.split("/");
        int blocks = 3 + 3 * model.config().gen().downs();
        int ups = blocks + model.config().gen().resBlocks();
        return switch (p[1].replaceAll("\\d", "")) {
            case "stem" -> layer(0, p);
            case "down" -> layer(3 + 3 * Names.index(p[1]), p);
            case "res" -> blocks + Names.index(p[2]) + ".main." + layer(3 * Names.index(p[3]), p);
            case "up" -> layer(ups + 3 * Names.index(p[1]), p);
            default -> layer(ups + 3 * model.config().gen().downs(), p);
        };
    }

    private static String layer(int conv, String[] p) {
        String end = p[p.length - 1];
        return switch (end) {
            case "gamma" -> (conv + 1) + ".weight";
            case "beta" -> (conv + 1) + ".bias";
            case "weight" -> conv + ".weight";
            default -> (conv + 1) + "." + end;
        };
    }

    /** trunk/layerI, patches, domains; activations count there. */
    private static String discriminator(String path) {
        String[] p = path.split("/");
        return switch (p[0]) {
            case "patches" -> "conv1." + p[1];
            case "domains" -> "conv2." + p[1];
            default -> "main." + 2 * Names.index(p[1]) + "." + p[2];
        };
    }

    private NDArray in(String name) {
        return fixture.get("in/" + name);
    }

    private LabelledBatch batch() {
        RecordedDraws draws = RecordedDraws.uniforms(List.of(in("gp_alpha")), in("rand_idx"));
        Step step = new Step(in("x_real").getManager(), 0, 1, draws);
        return new LabelledBatch(in("x_real"), label, List.of(fixture.name()), step);
    }

    @Override
    public LossTerms dis() {
        return model.discriminator(batch());
    }

    @Override
    public LossTerms gen() {
        return model.generator(batch());
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        Map<String, String> names = Map.of("real", "gan_real", "fake", "gan_fake", "cls", "cls", "gp", "gp");
        name(terms, loss, "d_", "D_loss_", names);
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        name(terms, loss, "g_", "G_loss_", Map.of("fake", "gan", "cls", "cls", "rec", "rec"));
    }

    private static void name(
            LossTerms terms,
            BiConsumer<String, NDArray> loss,
            String prefix,
            String printed,
            Map<String, String> names) {
        names.forEach((theirs, ours) -> {
            loss.accept(prefix + theirs, terms.term(ours));
            loss.accept(printed + theirs + PRINTED, terms.term(ours));
        });
        loss.accept(prefix + "total", terms.total());
    }

    @Override
    public void outputs(Comparison c) {
        NDArray x = in("x_real"), target = Regions.rows(label, in("rand_idx"));
        c.output("x_fake_eval_mode", model.gen().evaluate(() -> model.gen().draw(x, target))); // before others move it
        NDArray fake = model.gen().draw(x, target);
        c.output("c_org", label);
        c.output("c_trg", target);
        c.output("x_fake", fake);
        c.output("x_reconst", model.gen().draw(fake, label));
        judgement(c, "real", x);
        judgement(c, "fake", fake);
        NDArray xHat = Penalties.mixture(x, fake, in("gp_alpha"));
        c.output("x_hat", xHat);
        Grad.on(() -> {
            NDArray score = model.dis().forward(xHat);
            c.output("D_hat_src", score);
            c.output(
                    "D_hat_gradient_norm",
                    Penalties.norms(Grad.of(score.sum(), List.of(xHat)).get(0)));
            return true;
        });
    }

    private void judgement(Comparison c, String name, NDArray x) {
        Judgement judgement = model.dis().judge(x);
        c.output("D_" + name + "_src", judgement.score());
        c.output("D_" + name + "_cls", judgement.labels());
    }
}
