package org.ui2i.cli;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.ui2i.train.Configs;

/**
 * All that decides a training of one model, apart from its number of steps: config.yaml. A record a model, whose field
 * {@code model} holds the networks' numbers.
 */
interface ModelRun {
    /** Decides initial weights and every draw. */
    long seed();

    /** Reads the data, builds the networks and their players, whose rates follow a schedule over so many steps. */
    Session<?> session(long steps);

    /** With settings {@code field=value}; a field of the model needs no {@code model.} before it. */
    static <R extends Record & ModelRun> R with(R run, List<String> sets) {
        List<String> own = Arrays.stream(run.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        return Configs.with(run, sets.stream().map(set -> full(set, own)).toList());
    }

    private static String full(String set, List<String> own) {
        String first = set.split("[.=]", 2)[0].strip();
        return own.contains(first) ? set : "model." + set;
    }
}
