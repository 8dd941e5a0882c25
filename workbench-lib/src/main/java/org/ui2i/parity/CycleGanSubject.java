package org.ui2i.parity;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;
import static org.ui2i.parity.Fixture.number;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.CycleGan;
import org.ui2i.models.CycleGanConfig;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Schedule;

/**
 * CycleGAN of its authors' repository without blur layers. There D_A judges what G_A draws, images of B, and G_A's identity
 * loss is on images of B with B's lambda.
 */
final class CycleGanSubject extends CycleGanFamily {
    private final double lambdaA;
    private final double lambdaB;
    private final double identity;

    CycleGanSubject(Fixture fixture) {
        super(fixture, new CycleGan(config(fixture), 1));
        lambdaA = number(fixture.hyper(), "lambda_A");
        lambdaB = number(fixture.hyper(), "lambda_B");
        identity = number(fixture.hyper(), "lambda_identity");
    }

    private static CycleGanConfig config(Fixture fixture) {
        JsonObject h = fixture.hyper();
        checkText(h, "normG", "instance");
        checkText(h, "normD", "instance");
        checkText(h, "gan_mode", "lsgan");
        for (String flag : new String[] {"no_dropout", "no_antialias", "no_antialias_up"}) {
            checkText(h, flag, "true");
        }
        CycleGanConfig paper = CycleGanConfig.paper();
        int layers = h.get("netD").getAsString().equals("basic") ? paper.dis().layers() : whole(h, "n_layers_D");
        double lambda = number(h, "lambda_A");
        return new CycleGanConfig(
                (int) fixture.get("in/real_A").getShape().get(1),
                (int) fixture.get("in/real_B").getShape().get(1),
                whole(h, "height"),
                whole(h, "height") == whole(h, "width")
                        ? whole(h, "pool_size")
                        : 0, // a pool that never fills changes nothing
                new CycleGanConfig.Gen(whole(h, "ngf"), paper.gen().downs(), whole(h, "n_residual_blocks")),
                new CycleGanConfig.Dis(whole(h, "ndf"), layers),
                paper.gan(),
                new CycleGanConfig.Lambdas(1, lambda, lambda * number(h, "lambda_identity")),
                fixture.adam("gen"));
    }

    private static void checkText(JsonObject hyper, String field, String ours) {
        String theirs = hyper.get(field).getAsString();
        check(theirs.equals(ours), "%s is %s: ours have %s only", field, theirs, ours);
    }

    @Override
    public Map<String, NDArray> state() {
        CycleGanConfig.Gen g = model.config().gen();
        int layers = model.config().dis().layers();
        return new Names()
                .add(model.genAB(), path -> "G_A/" + resNet(path, g))
                .add(model.genBA(), path -> "G_B/" + resNet(path, g))
                .add(model.disB(), path -> "D_A/" + PatchGanNames.patchGan(path, layers))
                .add(model.disA(), path -> "D_B/" + PatchGanNames.patchGan(path, layers))
                .arrays();
    }

    private static String resNet(String path, CycleGanConfig.Gen g) {
        return PatchGanNames.resNet(path, g.downs(), g.resBlocks(), "conv_block", 3);
    }

    /** Theirs may have a lambda for each domain: then B's parts count lambda_B / lambda_A times as much as A's. */
    @Override
    public LossTerms gen() {
        LossTerms ours = super.gen();
        if (lambdaA == lambdaB) {
            return ours;
        }
        LossTerms theirs = LossTerms.of(model.config().weights().generator())
                .add("gan", ours.parts("gan").get(0), ours.parts("gan").get(1));
        for (String term : identity == 0 ? List.of("cycle") : List.of("cycle", "identity")) {
            theirs.add(term, ours.parts(term).get(0), weighed(ours, term, 1, lambdaB / lambdaA));
        }
        return theirs;
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("G_A", terms.parts("gan").get(1));
        loss.accept("G_B", terms.parts("gan").get(0));
        loss.accept("cycle_A", weighed(terms, "cycle", 0, lambdaA));
        loss.accept("cycle_B", weighed(terms, "cycle", 1, lambdaA));
        loss.accept("idt_A", identity(terms, 1));
        loss.accept("idt_B", identity(terms, 0));
        loss.accept("G", terms.total());
    }

    /** Not computed at 0, but written down there. */
    private NDArray identity(LossTerms terms, int part) {
        return identity == 0 ? terms.term("gan").zerosLike() : weighed(terms, "identity", part, lambdaA * identity);
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        loss.accept("D_A_real", terms.parts("real").get(1));
        loss.accept("D_A_fake", terms.parts("fake").get(1));
        loss.accept("D_B_real", terms.parts("real").get(0));
        loss.accept("D_B_fake", terms.parts("fake").get(0));
        loss.accept("D_A", halved(terms, 1));
        loss.accept("D_B", halved(terms, 0));
    }

    @Override
    public void outputs(Comparison c) {
        NDArray xAB = model.aToB(a()), xBA = model.bToA(b());
        c.output("fake_B", xAB);
        c.output("rec_A", model.bToA(xAB));
        c.output("fake_A", xBA);
        c.output("rec_B", model.aToB(xBA));
        if (identity > 0) {
            c.output("idt_A", model.aToB(b()));
            c.output("idt_B", model.bToA(a()));
        }
        c.output("D_A_real", model.disB().forward(b()));
        c.output("D_A_fake", model.disB().forward(xAB));
        c.output("D_B_real", model.disA().forward(a()));
        c.output("D_B_fake", model.disA().forward(xBA));
        modules(c);
        rates(c);
        pool(c);
    }

    /** What the generator's parts hand to the next one, under the number of their last module there. */
    private void modules(Comparison c) {
        CycleGanConfig.Gen g = model.config().gen();
        int first = 4 + 3 * g.downs();
        NDArray h = a();
        Part chain = present(model.genAB().parts().get("chain"), "the generator has no chain");
        for (Map.Entry<String, Part> part : chain.parts().entrySet()) {
            h = part.getValue().forward(h);
            String name = part.getKey();
            if (name.equals("stem")) {
                c.output("G_A_model_3", h);
            } else if (name.startsWith("down")) {
                c.output("G_A_model_" + (6 + 3 * Names.index(name)), h);
            } else if (name.equals("res")) {
                c.output("G_A_model_" + (first + g.resBlocks() - 1), h);
            } else if (name.startsWith("up")) {
                c.output("G_A_model_" + (first + g.resBlocks() + 2 + 3 * Names.index(name)), h);
            }
        }
    }

    private void rates(Comparison c) {
        JsonObject h = fixture.hyper();
        int constant = whole(h, "n_epochs");
        Schedule falling = Schedule.linearToZero(constant, constant + whole(h, "n_epochs_decay"));
        float[] rates = new float[(int) fixture.get("out/lr_of_epoch").size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (float) (number(h, "lr") * falling.factor(i + whole(h, "epoch_count")));
        }
        c.output("lr_of_epoch", Tensors.of(a().getManager(), rates, new Shape(rates.length)));
    }

    private void pool(Comparison c) {
        int capacity = whole(fixture.hyper(), "pool_probe_size");
        long[] places = Arrays.stream(fixture.get("in/pool_index").toLongArray())
                .filter(i -> i >= 0)
                .toArray();
        RecordedDraws draws = poolDraws(fixture.get("in/pool_uniform").toFloatArray(), places, capacity, a());
        long[] sizes = fixture.get("in/pool_query_sizes").toLongArray();
        Exchanged exchanged = Exchanged.of(fixture.get("in/pool_images"), sizes, capacity, draws);
        c.output("pool_returned", exchanged.out());
        c.output("pool_final_content", exchanged.left());
    }
}
