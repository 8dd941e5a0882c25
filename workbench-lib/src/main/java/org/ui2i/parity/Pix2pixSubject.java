package org.ui2i.parity;

import static org.ui2i.parity.Fixture.number;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.ui2i.core.Check;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.Pix2pix;
import org.ui2i.models.Pix2pixConfig;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;

/** pix2pix with the networks of its authors' repository, dropout masks recorded; both players share a forward of G. */
final class Pix2pixSubject implements Subject {
    private static final int WITHOUT_DROPOUT = 5; // levels of their network that have none however deep it is
    private final Fixture fixture;
    private final Pix2pix model;
    private Pair shared;

    Pix2pixSubject(Fixture fixture) {
        this.fixture = fixture;
        model = new Pix2pix(config(fixture), 1);
        shared = batch();
    }

    private static Pix2pixConfig config(Fixture fixture) {
        JsonObject h = fixture.hyper();
        String norm = h.get("norm").getAsString();
        Check.check(norm.equals("batch"), "the norm of %s is %s: ours have batch norm only", fixture.name(), norm);
        int downs = whole(h, "num_downs");
        int dropouts = h.get("use_dropout").getAsBoolean() ? Math.max(0, downs - WITHOUT_DROPOUT) : 0;
        return new Pix2pixConfig(
                whole(h, "input_nc"),
                whole(h, "output_nc"),
                new Pix2pixConfig.Gen(whole(h, "ngf"), downs, dropouts),
                new Pix2pixConfig.Dis(whole(h, "ndf"), whole(h, "n_layers_D"), true),
                Pix2pixConfig.paper().gan(),
                new Pix2pixConfig.Lambdas(1, number(h, "lambda_L1")),
                fixture.adam("gen"));
    }

    private Pair batch() {
        NDArray a = fixture.get("in/real_A");
        Step step = new Step(a.getManager(), 0, 0, draws());
        return new Pair(a, fixture.get("in/real_B"), List.of(fixture.name()), step);
    }

    private RecordedDraws draws() {
        int masks = fixture.group("in/dropout_mask_").size();
        return new RecordedDraws(
                List.of(),
                IntStream.range(0, masks)
                        .mapToObj(i -> fixture.get("in/dropout_mask_" + i))
                        .toList());
    }

    @Override
    public Map<String, NDArray> state() {
        int layers = model.config().dis().layers();
        return new Names()
                .add(model.gen(), path -> "G/" + unet(path))
                .add(model.dis(), path -> "D/" + PatchGanNames.patchGan(path, layers))
                .arrays();
    }

    /** Theirs is built from the inside: level i + 1 is a module of level i. */
    private String unet(String path) {
        String step = path.substring(0, path.indexOf('/'));
        int level = Names.index(step);
        boolean innermost = level == model.config().gen().downs() - 1;
        String prefix = level == 0 ? "model.model." : "model.model.1." + "model.3.".repeat(level - 1) + "model.";
        int down = level == 0 ? 0 : 1;
        int up = level == 0 || innermost ? 3 : 5;
        int module = (step.startsWith("down") ? down : up) + (path.contains("/norm/") ? 1 : 0);
        return prefix + module + "." + PatchGanNames.leaf(path);
    }

    @Override
    public void loaded() {
        shared = batch();
    }

    @Override
    public LossTerms dis() {
        loaded();
        return model.discriminator(shared);
    }

    @Override
    public LossTerms gen() {
        return model.generator(shared);
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("d_real", terms.term("real"));
        loss.accept("d_fake", terms.term("fake"));
        loss.accept("d_total", terms.total());
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("g_gan", terms.term("gan"));
        loss.accept("g_l1", Ops.scale(terms.term("l1"), model.config().weights().l1()));
        loss.accept("g_total", terms.total());
    }

    @Override
    public void outputs(Comparison c) {
        NDArray a = fixture.get("in/real_A"), b = fixture.get("in/real_B");
        NDArray evaluated = model.aToB(a); // before a forward moves the running statistics
        c.output("fake_B_eval", evaluated);
        c.output("D_fake_eval", model.dis().evaluate(() -> judged(a, evaluated)));
        List<NDArray> levels = model.gen().levels(a, draws());
        NDArray fake = levels.get(0);
        c.output("fake_B", fake);
        for (int i = 1; i < levels.size(); i++) {
            c.output("G_block_" + i, levels.get(i));
        }
        c.output("D_fake", judged(a, fake));
        c.output("D_real", judged(a, b));
        c.output("D_fake_in_g", judged(a, fake)); // by the same D
        c.output("fake_B_train_without_dropout", model.gen().forward(a));
    }

    private NDArray judged(NDArray a, NDArray b) {
        return model.dis().forward(a.concat(b, 1));
    }
}
