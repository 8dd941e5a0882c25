package org.ui2i.parity;

import static org.ui2i.loss.Losses.l1;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.models.Pix2pixConfig;
import org.ui2i.nn.Init;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;

/**
 * A port of pix2pix with another network ({@link PortUNet}, {@link PortPatchGan}), least squares in place of cross entropy, the
 * image before the condition in D, and G's step before D's.
 */
final class Pix2pixPortSubject implements Subject {
    private static final LossWeights GEN = LossWeights.none().with("gan", 1).with("pixel", 100);
    private static final LossWeights DIS = LossWeights.none().with("real", 0.5).with("fake", 0.5);
    private final Fixture fixture;
    private final PortUNet gen;
    private final PortPatchGan dis;
    private NDArray fake;

    Pix2pixPortSubject(Fixture fixture) {
        this.fixture = fixture;
        int channels = (int) a().getShape().get(1);
        int filters = Pix2pixConfig.paper().gen().filters() / whole(fixture.hyper(), "width_divisor");
        Weights w = Weights.seeded(1, Init.GAUSSIAN);
        gen = new PortUNet(channels, filters, w);
        dis = new PortPatchGan(2 * channels, filters, false, w);
        fake = b();
    }

    private NDArray a() {
        return fixture.get("in/real_A");
    }

    private NDArray b() {
        return fixture.get("in/real_B");
    }

    /** Down the network, then up. */
    private RecordedDraws draws() {
        Map<String, NDArray> byLayer = fixture.group("in/dropout_mask/");
        List<NDArray> masks = new ArrayList<>();
        for (String way : List.of("down", "up")) {
            byLayer.keySet().stream()
                    .filter(layer -> layer.startsWith(way))
                    .sorted()
                    .forEach(layer -> masks.add(byLayer.get(layer)));
        }
        return new RecordedDraws(List.of(), masks);
    }

    @Override
    public Map<String, NDArray> state() {
        return new Names()
                .add(gen, path -> "G/" + PortUNet.name(path))
                .add(dis, path -> "D/" + PortPatchGan.name(path))
                .arrays();
    }

    @Override
    public List<Turn> turns() {
        return List.of(new Turn("gen", this::gen, this::nameGen), new Turn("dis", this::dis, this::nameDis));
    }

    private NDArray judged(NDArray image) {
        return dis.forward(image.concat(a(), 1));
    }

    @Override
    public LossTerms gen() {
        NDArray drawn = gen.draw(a(), draws());
        fake = Grad.detach(drawn);
        return LossTerms.of(GEN).add("gan", GanLoss.LSGAN.fool(judged(drawn))).add("pixel", l1(drawn, b()));
    }

    @Override
    public LossTerms dis() {
        return LossTerms.of(DIS)
                .add("real", GanLoss.LSGAN.real(judged(b())))
                .add("fake", GanLoss.LSGAN.fake(judged(fake)));
    }

    @Override
    public void nameGen(LossTerms terms, BiConsumer<String, NDArray> loss) {
        for (String start : List.of("g_", "loss_")) {
            loss.accept(start + "pixel", terms.term("pixel"));
        }
        loss.accept("g_gan", terms.term("gan"));
        loss.accept("loss_GAN", terms.term("gan"));
        loss.accept("g_total", terms.total());
        loss.accept("loss_G", terms.total());
    }

    @Override
    public void nameDis(LossTerms terms, BiConsumer<String, NDArray> loss) {
        for (String start : List.of("d_", "loss_")) {
            loss.accept(start + "real", terms.term("real"));
            loss.accept(start + "fake", terms.term("fake"));
        }
        loss.accept("d_total", terms.total());
        loss.accept("loss_D", terms.total());
    }

    @Override
    public void outputs(Comparison c) {
        gen.layers(a(), draws()).forEach((layer, map) -> {
            if (fixture.arrays().containsKey("out/G_" + layer)) {
                c.output("G_" + layer, map);
            }
        });
        NDArray drawn = gen.draw(a(), draws());
        c.output("fake_B", drawn);
        c.output("fake_B_without_dropout", gen.forward(a()));
        c.output("D_fake", judged(drawn));
        c.output("D_real", judged(b()));
    }
}
