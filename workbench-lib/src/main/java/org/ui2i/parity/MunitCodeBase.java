package org.ui2i.parity;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.ui2i.loss.GanLoss;
import org.ui2i.nn.Init;
import org.ui2i.nn.LayerNorm;
import org.ui2i.nn.Weights;

/** What MUNIT and the later branch of UNIT have in common: they are one public code base. */
final class MunitCodeBase {
    private MunitCodeBase() {}

    /** The adversarial loss. */
    static GanLoss gan(JsonObject hyper) {
        String type = hyper.getAsJsonObject("dis").get("gan_type").getAsString();
        return switch (type) {
            case "lsgan" -> GanLoss.LSGAN;
            case "nsgan" -> GanLoss.BCE;
            default -> throw new IllegalArgumentException("gan_type is " + type + ": lsgan and nsgan are known");
        };
    }

    /** Refuses layers that ours do not have. */
    static void checkLayers(JsonObject hyper) {
        checkText(hyper, "gen", "pad_type", "reflect");
        checkText(hyper, "gen", "activ", "relu");
        checkText(hyper, "dis", "pad_type", "reflect");
        checkText(hyper, "dis", "activ", "lrelu");
        checkText(hyper, "dis", "norm", "none");
    }

    private static void checkText(JsonObject hyper, String net, String field, String ours) {
        String theirs = hyper.getAsJsonObject(net).get(field).getAsString();
        check(theirs.equals(ours), "%s.%s is %s: ours have %s only", net, field, theirs, ours);
    }

    /**
     * A discriminator's name there.
     *
     * @param path ours: scaleS/front/layerI/weight, scaleS/tail/logit/weight
     * @param layers strided convolutions
     */
    static String discriminator(String path, int layers) {
        String[] p = path.split("/");
        String scale = "cnns." + Names.index(p[0]) + ".";
        return p[2].equals("logit") ? scale + layers + "." + p[3] : scale + Names.index(p[2]) + ".conv." + p[3];
    }

    /** Score maps, one a scale. */
    static void maps(Comparison c, String key, List<NDArray> maps) {
        for (int i = 0; i < maps.size(); i++) {
            c.output(key + i, maps.get(i));
        }
    }

    /** Layer norm on tiny numbers, where a wrong place of the epsilon shows. */
    static void probeLayerNorm(Comparison c, Fixture fixture) {
        NDArray x = fixture.get("in/probe_ln_x");
        LayerNorm norm = new LayerNorm((int) x.getShape().get(1), Weights.seeded(1, Init.KAIMING));
        norm.load(Map.of("gamma", fixture.get("in/probe_ln_gamma"), "beta", fixture.get("in/probe_ln_beta")));
        c.output("probe_ln", norm.forward(x));
    }
}
