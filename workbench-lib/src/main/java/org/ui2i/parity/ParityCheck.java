package org.ui2i.parity;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ui2i.loss.LossTerms;
import org.ui2i.parity.Subject.Turn;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Optimizer;
import org.ui2i.tensor.Tensors;

/**
 * Runs a model on a reference's weights, images and draws: everything at the initial weights, then two official iterations,
 * the players' turns one after the other (D's step, then G's with the updated D).
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
        all.put("tunit", TunitSubject::new);
        all.put("pix2pix_authors", Pix2pixSubject::new);
        all.put("pix2pix", Pix2pixPortSubject::new);
        all.put("cyclegan_authors", CycleGanSubject::new);
        all.put("cyclegan", CycleGanPortSubject::new);
        all.put("cyclegan_patch", CycleGanPatchPortSubject::new);
        all.put("stargan", StarGanSubject::new);
        all.put("relgan", RelGanSubject::new);
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
        for (Turn turn : subject.turns()) {
            load(); // an earlier turn may have moved running statistics
            gradients(turn);
        }
        load();
        Grad.off(() -> {
            subject.outputs(comparison);
            return true;
        });
    }

    private void gradients(Turn turn) {
        Grad.on(() -> {
            LossTerms terms = turn.objective().get();
            turn.naming().accept(terms, losses(INITIAL));
            List<String> names = names(turn);
            List<NDArray> grads = Grad.of(terms.total(), arrays(names));
            for (int i = 0; i < grads.size(); i++) {
                comparison.gradient(group(turn) + names.get(i), grads.get(i));
            }
            return true;
        });
    }

    private static String group(Turn turn) {
        return "grad_" + turn.player() + "/";
    }

    /** What the turn's objective has a gradient for in the reference. */
    private List<String> names(Turn turn) {
        return List.copyOf(fixture.group(group(turn)).keySet());
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
        Map<String, Optimizer> optimizers = new LinkedHashMap<>();
        subject.turns()
                .forEach(turn -> optimizers.put(turn.player(), fixture.optimizer(subject.optimizerOf(turn.player()))));
        try {
            subject.turns().forEach(turn -> step(turn, FIRST, optimizers));
            subject.afterTurns();
            fixture.group("after/").keySet().forEach(this::after);
            subject.turns().forEach(turn -> step(turn, SECOND, optimizers));
        } finally {
            optimizers.values().forEach(Optimizer::close);
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

    private void step(Turn turn, String prefix, Map<String, Optimizer> optimizers) {
        Grad.on(() -> {
            LossTerms terms = turn.objective().get();
            turn.naming().accept(terms, losses(prefix));
            List<String> names = names(turn);
            List<NDArray> grads = Grad.of(terms.total(), arrays(names));
            owned().forEach((player, own) -> {
                if (names.containsAll(own)) { // the turn's own, and networks of earlier turns that step again
                    List<NDArray> ownGrads = own.stream()
                            .map(name -> grads.get(names.indexOf(name)))
                            .toList();
                    present(optimizers.get(player), "%s has no optimizer", player)
                            .step(arrays(own), ownGrads);
                }
            });
            return true;
        });
    }

    /** What each player's optimizer changes: of its objective's gradients those that no earlier turn has. */
    private Map<String, List<String>> owned() {
        Map<String, List<String>> owned = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        subject.turns()
                .forEach(turn -> owned.put(
                        turn.player(), names(turn).stream().filter(taken::add).toList()));
        return owned;
    }

    private void load() {
        fixture.group("param/").forEach((name, value) -> Ops.copy(value, ours(name)));
        subject.loaded();
    }

    private List<NDArray> arrays(List<String> names) {
        return names.stream().map(this::ours).toList();
    }

    private NDArray ours(String name) {
        return present(state.get(name), "the reference's \"%s\" has no counterpart among %s", name, state.keySet());
    }
}
