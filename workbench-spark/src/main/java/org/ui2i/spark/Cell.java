package org.ui2i.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.core.Budget;
import org.ui2i.data.Sha256;
import org.ui2i.run.ModelKind;
import org.ui2i.run.ModelRun;
import org.ui2i.train.Configs;

/**
 * One training of a sweep. Plain values that travel to an executor; what they describe is built there.
 *
 * @param arm what sets it apart from the others, but for the seed
 * @param point the grid's fields and their values
 * @param base what is trained on what, how long
 * @param sets all changed settings, as {@link ModelRun#with} takes them
 * @param seed of weights, order and noise
 */
record Cell(String arm, Map<String, String> point, Base base, List<String> sets, long seed) implements Serializable {
    private static final int KEY = 16;

    /**
     * What is no setting of a model.
     *
     * @param model what is trained
     * @param data as {@code train --data} takes it
     * @param preset to start from
     * @param steps of the training, those that {@link Budget} allows
     */
    record Base(ModelKind model, String data, ModelKind.Preset preset, int steps) implements Serializable {
        static final List<String> FIELDS = List.of("model", "data", "preset", "steps");

        Base {
            steps = Budget.steps(steps);
        }
    }

    /**
     * A cell of a sweep.
     *
     * @param sweep gives what no field changes
     * @param arm its name
     * @param point the grid's fields
     * @param fields all changed fields
     * @param seed its seed
     * @return the cell
     */
    static Cell of(SweepFile sweep, String arm, Map<String, String> point, Map<String, String> fields, long seed) {
        List<String> ofBase = new ArrayList<>(), ofRun = new ArrayList<>();
        fields.forEach((field, value) -> {
            boolean text = field.equals("data"); // a path may hold what YAML would read otherwise
            String set = field + "=" + (text ? "'" + value.replace("'", "''") + "'" : value);
            (Base.FIELDS.contains(field) ? ofBase : ofRun).add(set);
        });
        ofRun.add("seed=" + seed);
        Base base = new Base(sweep.model(), sweep.data(), sweep.preset(), sweep.steps());
        return new Cell(arm, new LinkedHashMap<>(point), Configs.with(base, ofBase), new ArrayList<>(ofRun), seed);
    }

    /**
     * All that decides the training.
     *
     * @return the settings
     * @throws IllegalArgumentException naming an unknown field and the nearest known one, or a value that is refused
     */
    ModelRun run() {
        return base.model.run(base.preset, base.data, sets);
    }

    /**
     * The same for the same training, whatever else the sweep holds: the name of its folder.
     *
     * @return the begin of a hash of model, settings, seed and steps, 16 hexadecimal digits
     */
    String key() {
        String all = base.model + "\n" + base.steps + "\n" + Configs.toYaml((Record) run());
        return Sha256.of(all).substring(0, KEY);
    }

    /** For messages. */
    @Override
    public String toString() {
        return arm + ", seed " + seed;
    }
}
