package org.ui2i.parity;

import static org.ui2i.core.Check.present;
import static org.ui2i.parity.Fixture.whole;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares tensor by tensor, nothing pooled: outputs, losses and gradients by the largest deviation relative to
 * max(1, largest magnitude), updates by the number of elements that moved otherwise.
 */
final class Comparison {
    private static final double OUTPUT = 1e-4;
    private static final double GRADIENT = 3e-4;
    private final Fixture fixture;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();

    /**
     * The worst of a group.
     *
     * @param name the group
     * @param tensors how many were compared
     * @param worst the deviation in units of the limit; above 1 fails
     * @param where its key
     * @param failed keys beyond the limit
     */
    record Group(String name, int tensors, double worst, String where, List<String> failed) {
        Group with(String key, double share) {
            List<String> bad = new ArrayList<>(failed);
            boolean fails = !(share <= 1); // NaN fails
            if (fails) {
                bad.add(key);
            }
            boolean worse = tensors == 0 || (fails && Double.isNaN(share)) || share > worst;
            return new Group(name, tensors + 1, worse ? share : worst, worse ? key : where, bad);
        }

        @Override
        public String toString() {
            String verdict = failed.isEmpty() ? "ok" : "FAILED: " + String.join(", ", failed);
            return String.format(
                    "  %-10s %4d  worst %8.2g of the limit at %-48s %s", name, tensors, worst, where, verdict);
        }
    }

    Comparison(Fixture fixture) {
        this.fixture = fixture;
    }

    void output(String key, NDArray ours) {
        boolean thin = fixture.arrays().containsKey("thin/" + key);
        numbers((thin ? "thin/" : "out/") + key, "outputs", OUTPUT, floats(thin ? ours.get(Fixture.THIN) : ours));
    }

    void loss(String key, double ours) {
        numbers(key, "losses", OUTPUT, new float[] {(float) ours});
    }

    void gradient(String key, NDArray ours) {
        numbers(key, key.substring(0, key.indexOf('/')), GRADIENT, ours.toFloatArray());
    }

    private void numbers(String key, String group, double limit, float[] ours) {
        float[] theirs = floats(expected(key));
        add(group, key, ours.length == theirs.length ? relative(ours, theirs) / limit : Double.NaN);
    }

    /** Labels are whole numbers. */
    private static float[] floats(NDArray x) {
        return x.toType(DataType.FLOAT32, false).toFloatArray();
    }

    private static double relative(float[] ours, float[] theirs) {
        double worst = 0;
        double scale = 1;
        for (int i = 0; i < ours.length; i++) {
            worst = Math.max(worst, Math.abs((double) ours[i] - theirs[i])); // max keeps NaN
            scale = Math.max(scale, Math.abs(theirs[i]));
        }
        return worst / scale;
    }

    /** after - param of one tensor, by the rule of the fixture's acceptance section. */
    void update(String name, NDArray after) {
        String key = "after/" + name;
        float[] theirs = expected(key).toFloatArray();
        float[] ours = after.toFloatArray();
        if (!fixture.names("trained").contains(name)) {
            add("buffers", key, relative(ours, theirs) / OUTPUT);
            return;
        }
        if (fixture.names("zero_gradient").contains(name)) {
            return; // rounding decides the first step
        }
        add("updates", key, moved(name, name, theirs, ours, 0.05 * largestStep(name)));
    }

    /**
     * after - param of a moving average's tensor. Where it starts as a copy it moves 1 - d times as far as what it follows,
     * which is near the last digit of the numbers: so the limit is a quarter of that, not a twentieth. Where it starts
     * elsewhere, it moves further: then the limit is a twentieth of its own tensor's largest step.
     */
    void average(String name, String trained, NDArray after, double decay) {
        String key = "after/" + name;
        float[] theirs = expected(key).toFloatArray();
        if (fixture.names("zero_gradient").contains(trained)) {
            return;
        }
        double limit = Math.max(0.25 * (1 - decay) * largestStep(trained), 0.05 * farthest(name, theirs));
        add("averages", key, moved(name, trained, theirs, after.toFloatArray(), limit));
    }

    private double farthest(String name, float[] theirs) {
        float[] before = fixture.get("param/" + name).toFloatArray();
        double farthest = 0;
        for (int i = 0; i < before.length; i++) {
            farthest = Math.max(farthest, Math.abs(theirs[i] - before[i]));
        }
        return farthest;
    }

    /** How many elements moved otherwise, as a share of the allowed number. */
    private double moved(String name, String trained, float[] theirs, float[] ours, double limit) {
        float[] before = fixture.get("param/" + name).toFloatArray();
        int off = 0;
        for (int i = 0; i < ours.length; i++) {
            off += Math.abs((ours[i] - before[i]) - (theirs[i] - before[i])) <= limit ? 0 : 1;
        }
        return off / (allowed(trained, ours.length) + 0.5); // half: a share of 1 would be ambiguous
    }

    private double allowed(String name, int size) {
        JsonElement loose = fixture.acceptance().getAsJsonObject("loose_after").get(name);
        return loose == null
                ? Math.max(2, Math.floor(0.002 * size))
                : Math.max(loose.getAsInt() < 0 ? atRoundingLevel(name) : loose.getAsInt(), Math.floor(0.05 * size));
    }

    /**
     * Where the acceptance section does not know how many elements rounding decides: twice the number in which the
     * reference's float32 differs from its float64, since theirs and ours may each differ from the exact numbers in as many.
     */
    private int atRoundingLevel(String name) {
        JsonObject known = fixture.json().getAsJsonObject("float32_vs_float64").getAsJsonObject("ill_conditioned");
        @Nullable JsonObject entry = known.getAsJsonObject("after/" + name);
        return entry == null ? 0 : 2 * whole(entry, "n_entries_off_by_5_percent_of_a_step");
    }

    private double largestStep(String name) {
        JsonObject steps = fixture.acceptance().getAsJsonObject("largest_step");
        @Nullable String best = null;
        for (String net : steps.keySet()) {
            if (name.startsWith(net) && (best == null || net.length() > best.length())) {
                best = net;
            }
        }
        return steps.get(present(best, "no largest step is given for %s", name)).getAsDouble();
    }

    private NDArray expected(String key) {
        seen.add(key);
        return fixture.get(key);
    }

    private void add(String group, String key, double share) {
        groups.merge(group, new Group(group, 0, 0, "", List.of()).with(key, share), (a, b) -> a.with(key, share));
    }

    /** Reference numbers that nothing was compared with. */
    List<String> missed() {
        return fixture.arrays().keySet().stream()
                .filter(key -> !key.startsWith("in/") && !key.startsWith("param/") && !seen.contains(key))
                .toList();
    }

    List<Group> groups() {
        return List.copyOf(groups.values());
    }

    boolean ok() {
        return missed().isEmpty()
                && groups.values().stream().allMatch(g -> g.failed().isEmpty());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(fixture.name()).append('\n');
        groups.values().forEach(g -> text.append(g).append('\n'));
        if (!missed().isEmpty()) {
            text.append("  NOT COMPARED: ").append(missed()).append('\n');
        }
        return text.toString();
    }
}
