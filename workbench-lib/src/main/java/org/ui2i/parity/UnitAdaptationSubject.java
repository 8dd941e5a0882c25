package org.ui2i.parity;

import static org.ui2i.parity.Fixture.number;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.data.LabelledPair;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.AdaptationDiscriminator;
import org.ui2i.models.UnitAdaptation;
import org.ui2i.tensor.Step;

/** UNIT's domain adaptation (fixture {@code unit_da}), dropout masks recorded. */
final class UnitAdaptationSubject implements Subject {
    private static final int MASKS_OF_DIS = 16;
    private final Fixture fixture;
    private final UnitAdaptation model;

    UnitAdaptationSubject(Fixture fixture) {
        this.fixture = fixture;
        JsonObject h = fixture.hyper();
        int classes = (int) fixture.get("param/dis/conv_cl.weight").getShape().get(0);
        model = new UnitAdaptation(
                new UnitAdaptation.Config(
                        whole(h, "input_dim_a"),
                        whole(h, "input_dim_b"),
                        whole(h, "gen_ch"),
                        whole(h, "dis_ch"),
                        classes,
                        number(h, "gan_w"),
                        number(h, "kl_normalized_direct_w"),
                        number(h, "ll_normalized_direct_w"),
                        number(h, "cls_w"),
                        number(h, "feature_w"),
                        fixture.adam("gen")),
                1);
    }

    @Override
    public Map<String, NDArray> state() {
        return new Names()
                .add(model.gen(), UnitAdaptationSubject::generator)
                .add(model.dis(), UnitAdaptationSubject::discriminator)
                .arrays();
    }

    private static String generator(String path) {
        String[] p = path.split("/");
        String layer =
                switch (p[0]) {
                    case "encode_a", "encode_b" -> "g_en_conv0_" + p[0].charAt(7) + ".model.";
                    case "encode" -> "g_en_" + p[1] + ".model.";
                    case "mu", "sigma" -> "g_vae.en_" + p[0] + ".";
                    case "decode" -> "g_de_conv" + Names.index(p[1]) + ".model.";
                    default ->
                        p[1].equals("image")
                                ? "de_conv4_" + p[0].charAt(7) + "."
                                : "g_de_conv3_" + p[0].charAt(7) + ".model.";
                };
        return "gen/" + layer + (layer.endsWith("model.") ? inBlock(p) : p[p.length - 1]);
    }

    /** Convolution 0, batch norm 1, shift 2. */
    private static String inBlock(String[] p) {
        String end = p[p.length - 1];
        if (!p[p.length - 2].equals("norm")) {
            return "0." + end;
        }
        return end.equals("bias") ? "2.bias" : "1." + end;
    }

    private static String discriminator(String path) {
        String[] p = path.split("/");
        return "dis/"
                + switch (p[0]) {
                    case "first_a" -> "conv0_a.0.";
                    case "first_b" -> "conv0_b.0.";
                    case "real" -> "conv4.";
                    case "classes" -> "conv_cl.";
                    default -> p[0] + ".0.";
                }
                + p[1];
    }

    private LabelledPair batch(String noise, int fromMask, int toMask) {
        NDArray a = fixture.get("in/x_a");
        RecordedDraws draws = new RecordedDraws(List.of(fixture.get(noise)), masks(fromMask, toMask));
        return new LabelledPair(
                a,
                fixture.get("in/label_a"),
                fixture.get("in/x_b"),
                List.of(fixture.name()),
                new Step(a.getManager(), 0, 0, draws));
    }

    private List<NDArray> masks(int from, int to) {
        List<NDArray> masks = new ArrayList<>();
        for (int i = from; i < to; i++) {
            masks.add(fixture.get("in/dropout_mask_" + i));
        }
        return masks;
    }

    private int allMasks() {
        return fixture.group("in/dropout_mask_").size();
    }

    @Override
    public LossTerms dis() {
        return model.discriminator(batch("in/noise_0", 0, MASKS_OF_DIS));
    }

    @Override
    public LossTerms gen() {
        return model.generator(batch("in/noise_1", MASKS_OF_DIS, allMasks()));
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("dis_cls_loss", terms.term("cls"));
        loss.accept("dis_ad_true_loss", terms.term("gan_real"));
        loss.accept("dis_ad_fake_loss_a", terms.term("gan_fake"));
        loss.accept("dis_feature_loss_a", terms.parts("feature").get(0));
        loss.accept("dis_feature_loss_b", terms.parts("feature").get(1));
        loss.accept("dis_total_loss", terms.total());
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("gen_ad_loss", terms.term("gan"));
        loss.accept("gen_ll_loss_a", terms.parts("recon").get(0));
        loss.accept("gen_ll_loss_b", terms.parts("recon").get(1));
        loss.accept("gen_enc_loss", terms.term("kl"));
        loss.accept("gen_total_loss", terms.total());
    }

    @Override
    public void outputs(Comparison c) {
        AdaptationDiscriminator dis = model.dis();
        NDArray a = fixture.get("in/x_a");
        NDArray b = fixture.get("in/x_b");
        LabelledPair x = batch("in/noise_0", 0, MASKS_OF_DIS);
        judged(c, "true", a, b, x);
        UnitAdaptation.Images i = model.gen().images(a, b, x.step().draws());
        images(c, "dis_step_", i);
        judged(c, "recon", i.aa(), i.bb(), x);
        judged(c, "trans", i.ba(), i.ab(), x);
        c.output("cls_a_train", dis.classifyA(a, x.step().draws()));
        c.output("cls_a_eval", dis.classifyA(a, null));
        c.output("cls_b_eval", dis.classifyB(b));

        LabelledPair y = batch("in/noise_1", MASKS_OF_DIS, allMasks());
        UnitAdaptation.Images j = model.gen().images(a, b, y.step().draws());
        images(c, "", j);
        c.output("mu", j.mu());
        c.output("sd", j.sd());
        c.output("gen_step_D_recon", dis.realOrFake(j.aa(), j.bb(), y.step().draws()));
        c.output("gen_step_D_trans", dis.realOrFake(j.ba(), j.ab(), y.step().draws()));
    }

    private static void images(Comparison c, String prefix, UnitAdaptation.Images i) {
        c.output(prefix + "x_aa", i.aa());
        c.output(prefix + "x_ba", i.ba());
        c.output(prefix + "x_ab", i.ab());
        c.output(prefix + "x_bb", i.bb());
    }

    private void judged(Comparison c, String call, NDArray a, NDArray b, LabelledPair x) {
        c.output("dis_step_D_" + call, model.dis().realOrFake(a, b, x.step().draws()));
        c.output("dis_step_feat1_" + call, model.dis().featuresA(a));
        c.output("dis_step_feat2_" + call, model.dis().featuresB(b));
    }
}
