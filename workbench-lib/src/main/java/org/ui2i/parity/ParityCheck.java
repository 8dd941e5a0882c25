package org.ui2i.parity;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ui2i.loss.LossTerms;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Optimizer;
import org.ui2i.tensor.Tensors;

/**
 * Runs a model on a reference's weights, images and draws: everything at the initial weights, then two official iterations
 * (D's step, then G's with the updated D).
 */
public final class ParityCheck {
    private static final Map<String, Function<Fixture, Subject>> SUBJECTS = subjects();
    private static final String INITIAL = "";
    private static final String FIRST = "step1_";
    private static final String SECOND = "step2_";
    private final Fixture fixture;
    private final Subject subject;
    private final Comparison comparison;
    private final Map<String, NDArray> state;

    private static Map<String, Function<Fixture, Subject>> subjects() {
        Map<String, Function<Fixture, Subject>> all = new LinkedHashMap<>();
        all.put("unit", UnitLaterSubject::new);
        all.put("unit_v02", UnitPaperSubject::new);
        all.put("unit_da", UnitAdaptationSubject::new);
        all.put("munit", MunitSubject::new);
        all.put("funit", FunitSubject::new);
        all.put("coco_funit", CocoFunitSubject::new);
        return all;
    }

    private ParityCheck(Fixture fixture) {
        this.fixture = fixture;
        this.subject = present(SUBJECTS.get(fixture.name()), "no model is known for the fixture \"%s\"", fixture.name())
                .apply(fixture);
        this.comparison = new Comparison(fixture);
        this.state = subject.state();
    }

    /**
     * The models that can be checked.
     *
     * @return names of fixtures
     */
    public static List<String> models() {
        return List.copyOf(SUBJECTS.keySet());
    }

    /**
     * Checks one model.
     *
     * @param dir folder with {@code NAME.json} and {@code NAME.npz}
     * @param name one of {@link #models}
     * @return the report
     * @throws IOException if the fixture cannot be read
     */
    public static Report run(Path dir, String name) throws IOException {
        check(SUBJECTS.containsKey(name), "\"%s\" has no parity check: the models are %s", name, models());
        try (NDManager manager = Tensors.scope()) {
            Comparison result = run(Fixture.read(dir, name, manager));
            return new Report(name, result.ok(), result.toString());
        }
    }

    /**
     * What a check found.
     *
     * @param model the fixture's name
     * @param ok whether all numbers are within the limits and none was left out
     * @param text a line a group: how many tensors, the worst deviation and where
     */
    public record Report(String model, boolean ok, String text) {}

    static Comparison run(Fixture fixture) {
        ParityCheck check = new ParityCheck(fixture);
        check.initial();
        check.iterations();
        return check.comparison;
    }

    private void initial() {
        load();
        List<NDArray> dis = arrays("grad_dis/");
        player(subject::dis, subject::nameDis, INITIAL, "grad_dis/", dis);
        load(); // running statistics have moved
        List<NDArray> gen = arrays("grad_gen/");
        player(subject::gen, subject::nameGen, INITIAL, "grad_gen/", gen);
        load();
        Grad.off(() -> {
            subject.outputs(comparison);
            return true;
        });
    }

    private void player(
            Supplier<LossTerms> objective, Naming naming, String prefix, String gradients, List<NDArray> params) {
        Grad.on(() -> {
            LossTerms terms = objective.get();
            naming.name(terms, losses(prefix));
            List<NDArray> grads = Grad.of(terms.total(), params);
            int i = 0;
            for (String name : fixture.group(gradients).keySet()) {
                comparison.gradient(gradients + name, grads.get(i++));
            }
            return true;
        });
    }

    private interface Naming {
        void name(LossTerms terms, BiConsumer<String, NDArray> loss);
    }

    /** Compares a loss under the key that the fixture has for it, if it has one: what it has not is no reference. */
    private BiConsumer<String, NDArray> losses(String prefix) {
        return (name, value) -> {
            for (String group : groups(prefix)) {
                String key = group + name;
                if (fixture.arrays().containsKey(key)) {
                    comparison.loss(key, value.toFloatArray()[0]);
                }
            }
        };
    }

    /** Where the fixtures keep losses at the initial weights, of the first and of the second iteration. */
    private static List<String> groups(String prefix) {
        return switch (prefix) {
            case INITIAL -> List.of("loss/");
            case FIRST ->
                List.of("loss/" + FIRST, "loss_iter/" + FIRST, "loss_iter/"); // the last where there is only one
            default -> List.of("loss/" + SECOND, "loss_iter/" + SECOND);
        };
    }

    private void iterations() {
        load();
        List<NDArray> dis = arrays("grad_dis/");
        List<NDArray> gen = arrays("grad_gen/");
        try (Optimizer disSteps = fixture.optimizer("dis");
                Optimizer genSteps = fixture.optimizer("gen")) {
            step(subject::dis, subject::nameDis, FIRST, disSteps, dis);
            step(subject::gen, subject::nameGen, FIRST, genSteps, gen);
            subject.afterGen();
            fixture.group("after/").keySet().forEach(this::after);
            step(subject::dis, subject::nameDis, SECOND, disSteps, dis);
            step(subject::gen, subject::nameGen, SECOND, genSteps, gen);
        }
    }

    private void after(String name) {
        String trained = subject.averageOf(name);
        if (trained.equals(name)) {
            comparison.update(name, ours(name));
        } else {
            comparison.average(name, trained, ours(name), subject.averageDecay());
        }
    }

    private void step(
            Supplier<LossTerms> objective, Naming naming, String prefix, Optimizer optimizer, List<NDArray> params) {
        Grad.on(() -> {
            LossTerms terms = objective.get();
            naming.name(terms, losses(prefix));
            optimizer.step(params, Grad.of(terms.total(), params));
            return true;
        });
    }

    private void load() {
        fixture.group("param/").forEach((name, value) -> Ops.copy(value, ours(name)));
    }

    private List<NDArray> arrays(String gradients) {
        List<NDArray> arrays = new ArrayList<>();
        fixture.group(gradients).keySet().forEach(name -> arrays.add(ours(name)));
        return arrays;
    }

    private NDArray ours(String name) {
        return present(state.get(name), "the reference's \"%s\" has no counterpart among %s", name, state.keySet());
    }
}
