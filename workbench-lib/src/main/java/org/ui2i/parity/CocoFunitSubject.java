package org.ui2i.parity;

import static org.ui2i.core.Check.present;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.data.FewShotPair;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.CocoFunit;
import org.ui2i.models.CocoFunitConfig;
import org.ui2i.models.CocoFunitGenerator;
import org.ui2i.nn.AdaInResBlock;
import org.ui2i.nn.AdaInUpResBlock;
import org.ui2i.nn.ClassDiscriminator.Judgement;
import org.ui2i.nn.ContentConditionedStyle;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;

/** COCO-FUNIT's public code: K = 1, every forward of the discriminator moves its spectral norms. */
final class CocoFunitSubject implements Subject {
    private final Fixture fixture;
    private final CocoFunit coco;

    CocoFunitSubject(Fixture fixture) {
        this.fixture = fixture;
        coco = new CocoFunit(config(fixture), 1);
    }

    private static CocoFunitConfig config(Fixture fixture) {
        JsonObject gen = fixture.hyper().getAsJsonObject("gen");
        JsonObject dis = fixture.hyper().getAsJsonObject("dis");
        CocoFunitConfig paper = CocoFunitConfig.paper();
        return new CocoFunitConfig(
                (int) fixture.get("in/images_content").getShape().get(1),
                new CocoFunitConfig.Gen(
                        whole(gen, "num_filters"),
                        whole(gen, "num_downsamples_content"),
                        whole(gen, "num_downsamples_style"),
                        whole(gen, "num_res_blocks"),
                        whole(gen, "style_dims"),
                        whole(gen, "usb_dims"),
                        paper.gen().conditioned(),
                        whole(gen, "num_filters_mlp"),
                        Math.max(2, whole(gen, "num_mlp_blocks") - 1)),
                new CocoFunitConfig.Dis(
                        whole(dis, "num_filters"),
                        whole(dis, "max_num_filters"),
                        2 * whole(dis, "num_layers"),
                        whole(dis, "num_classes")),
                paper.weights(),
                fixture.adam("gen"),
                fixture.adam("dis"),
                paper.ema());
    }

    @Override
    public Map<String, NDArray> state() {
        return new Names()
                .add(coco.gen(), path -> "gen/generator." + generator(path))
                .add(coco.dis(), path -> "dis/model." + discriminator(path))
                .arrays();
    }

    private String generator(String path) {
        String[] p = path.split("/");
        return switch (p[0]) {
            case "content" -> "content_encoder.model." + content(p);
            case "class" -> "style_encoder.model." + style(p);
            case "decoder" -> "decoder.decoder." + decoder(p);
            case "style" -> p.length == 2 ? "usb" : "mlp_" + p[1] + linear(p[2], p[3]);
            case "mlp" -> "mlp" + linear(p[1], p[2]);
            default -> head(Names.index(p[1]), p[2]);
        };
    }

    private static String linear(String layer, String end) {
        return ".model." + Names.index(layer) + ".layers.conv." + end;
    }

    /** content/chain/stem, content/chain/downI, content/chain/res/resI/convJ. */
    private String content(String[] p) {
        return switch (p[2].replaceAll("\\d", "")) {
            case "stem" -> "0" + layer(p, 3);
            case "down" -> 1 + Names.index(p[2]) + layer(p, 3);
            default -> 1 + coco.config().gen().contentDowns() + Names.index(p[3]) + block(p[4]) + layer(p, 5);
        };
    }

    /** class/chain/stem, class/chain/downI, class/code; a pooling before the last counts too. */
    private String style(String[] p) {
        return switch (p[1]) {
            case "code" -> 2 + coco.config().gen().styleDowns() + "." + p[2];
            default -> (p[2].equals("stem") ? 0 : 1 + Names.index(p[2])) + layer(p, 3);
        };
    }

    /** decoder/resI/convJ, decoder/upI/convJ, decoder/upI/shortcut, decoder/growth/image. */
    private String decoder(String[] p) {
        int res = coco.config().gen().resBlocks(), ups = coco.config().gen().contentDowns();
        return switch (p[1].replaceAll("\\d", "")) {
            case "res" -> Names.index(p[1]) + block(p[2]) + layer(p, 3);
            case "up" -> res + Names.index(p[1]) + block(p[2]) + layer(p, 3);
            default -> res + ups + layer(p, 3);
        };
    }

    /** Two norms a residual block, three an enlargement. */
    private String head(int i, String end) {
        int inRes = 2 * coco.config().gen().resBlocks();
        int block = i < inRes ? i / 2 : coco.config().gen().resBlocks() + (i - inRes) / 3;
        String conv = "01s".charAt(i < inRes ? i % 2 : (i - inRes) % 3) + "";
        return "decoder.decoder." + block + ".conv_block_" + conv + ".layers.norm.fc.layers.conv." + end;
    }

    private static String block(String part) {
        return ".conv_block_" + (part.equals("shortcut") ? "s" : Names.index(part));
    }

    /** weight, bias, weight_norm/u, norm/gamma ... of a convolution. */
    private static String layer(String[] p, int from) {
        String end = p[p.length - 1];
        return switch (p[from]) {
            case "norm" -> ".layers.norm." + (end.equals("gamma") ? "weight" : "bias");
            case "weight_norm" -> ".layers.conv.weight_" + end;
            default -> ".layers.conv." + end;
        };
    }

    /** trunk/stem, trunk/sameI/convJ, trunk/widerI/convJ, trunk/widerI/shortcut, patches, classes. */
    private static String discriminator(String path) {
        String[] p = path.split("/");
        String name =
                switch (p[0]) {
                    case "classes" -> "embedder.weight";
                    case "patches" -> "classifier" + layer(p, 1);
                    default ->
                        p[1].equals("stem")
                                ? "model.0" + layer(p, 2)
                                : "model."
                                        + ((p[1].startsWith("same") ? 1 : 2)
                                                + 4 * Names.index(p[1])) // padding, pool too
                                        + block(p[2])
                                        + layer(p, 3);
                };
        return name.endsWith(".weight") && !p[0].equals("classes") ? name + "_orig" : name;
    }

    private NDArray in(String name) {
        return fixture.get("in/" + name);
    }

    private FewShotPair batch() {
        Step step = new Step(in("images_content").getManager(), 0, 0, new RecordedDraws(List.of(), List.of()));
        return new FewShotPair(
                in("images_content"),
                in("labels_content"),
                in("images_style").expandDims(1),
                in("labels_style"),
                List.of(fixture.name()),
                step);
    }

    @Override
    public LossTerms dis() {
        return coco.discriminator(batch());
    }

    @Override
    public LossTerms gen() {
        return coco.generator(batch());
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("dis_gan_real", terms.term("gan_real"));
        loss.accept("dis_gan_fake", terms.term("gan_fake"));
        loss.accept("dis_gan", terms.total());
        loss.accept("dis_total", terms.total());
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("gen_gan_trans", terms.term("gan_trans"));
        loss.accept("gen_gan_recon", terms.term("gan_recon"));
        loss.accept("gen_gan", Ops.scale(terms.term("gan_trans").add(terms.term("gan_recon")), 0.5));
        loss.accept("gen_image_recon", terms.term("recon"));
        loss.accept("gen_feature_matching", terms.term("fm_trans"));
        loss.accept("gen_total", terms.total());
    }

    @Override
    public void outputs(Comparison c) {
        CocoFunitGenerator gen = coco.gen();
        NDArray zX = gen.content(in("images_content"));
        NDArray own = gen.classCode(in("images_content").expandDims(1));
        NDArray zY = gen.classCode(in("images_style").expandDims(1));
        c.output("content_code", zX);
        c.output("style_code_content_image", own.reshape(-1, own.getShape().get(1), 1, 1));
        c.output("style_code_style_image", zY.reshape(-1, zY.getShape().get(1), 1, 1));
        c.output("universal_style_bias", known(state(), "gen/generator.usb"));
        styles(c, "trans", zX, zY);
        styles(c, "recon", zX, own);
        NDArray trans = gen.decode(zX, zY), recon = gen.decode(zX, own);
        c.output("images_trans", trans);
        c.output("images_recon", recon);
        blocks(c, zX, gen.adaIn(zX, own));
        judgements(c, trans, recon);
    }

    /** Two blocks within the decoder: after the first residual one, after the first enlargement. */
    private void blocks(Comparison c, NDArray zX, NDArray adain) {
        Map<String, Part> parts = known(coco.gen().parts(), "decoder").parts();
        NDArray h = zX;
        int from = 0;
        for (int i = 0; i < coco.config().gen().resBlocks(); i++) {
            AdaInResBlock block = (AdaInResBlock) known(parts, "res" + i);
            h = block.forward(h, piece(adain, from, block.adaInLength()));
            from += block.adaInLength();
            if (i == 0) {
                c.output("recon_decoder_block0", h);
            }
        }
        AdaInUpResBlock up = (AdaInUpResBlock) known(parts, "up0");
        c.output(
                "recon_decoder_block" + coco.config().gen().resBlocks(),
                up.forward(h, piece(adain, from, up.adaInLength())));
    }

    private static NDArray piece(NDArray adain, int from, int length) {
        return adain.get(new NDIndex(":, {}:{}", from, from + length));
    }

    private void styles(Comparison c, String name, NDArray zX, NDArray s) {
        Map<String, Part> parts = coco.gen().parts();
        ContentConditionedStyle style = (ContentConditionedStyle) known(parts, "style");
        c.output(name + "_content_style_code", style.ofContent(zX));
        c.output(name + "_style_in", style.ofStyle(s));
        NDArray z = coco.gen().conditioned(zX, s);
        c.output(name + "_coco_style_before_mlp", z);
        c.output(name + "_coco_style", known(parts, "mlp").forward(z));
    }

    /** In the order of the reference's forwards, from the initial vectors of the spectral norms each time. */
    private void judgements(Comparison c, NDArray trans, NDArray recon) {
        judge(c, "dis_%s_fake_trans", trans, "labels_style");
        judge(c, "dis_%s_real_style", in("images_style"), "labels_style");
        Map<String, NDArray> ours = state();
        String moved = "dis_state_after_two_forwards/";
        fixture.group("out/" + moved).keySet().forEach(name -> c.output(moved + name, known(ours, "dis/" + name)));
        restore(ours);
        judge(c, "gen_pass_dis_%s_fake_trans", trans, "labels_style");
        judge(c, "gen_pass_dis_%s_real_style", in("images_style"), "labels_style");
        judge(c, "gen_pass_dis_%s_fake_recon", recon, "labels_content");
        restore(ours);
        coco.dis().evaluate(() -> {
            judge(c, "eval_mode_dis_%s_real_style", in("images_style"), "labels_style");
            return true;
        });
    }

    private static <T> T known(Map<String, T> all, String name) {
        return present(all.get(name), "no \"%s\" among %s", name, all.keySet());
    }

    private void restore(Map<String, NDArray> ours) {
        fixture.group("param/").forEach((name, value) -> Ops.copy(value, known(ours, name)));
    }

    private void judge(Comparison c, String name, NDArray x, String labels) {
        Judgement judgement = coco.dis().judge(x, in(labels));
        c.output(String.format(name, "logits"), judgement.score().expandDims(1));
        c.output(String.format(name, "features"), Ops.overPlaces(judgement.features()));
    }
}
