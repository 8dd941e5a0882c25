package org.ui2i.run;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.ui2i.train.Configs;

/**
 * All that decides a training of one model, apart from its number of steps: config.yaml. A record a model, whose field
 * {@code model} holds the networks' numbers.
 */
public interface ModelRun {
    /**
     * What it is trained on.
     *
     * @return the data set's name or own folders, as the command line takes them
     */
    String data();

    /**
     * Decides initial weights and every draw.
     *
     * @return the seed
     */
    long seed();

    /**
     * Edge of the images.
     *
     * @return pixels
     */
    int size();

    /**
     * Images in a step.
     *
     * @return of each domain
     */
    int batch();

    /**
     * How own images are cut, and how steps are computed.
     *
     * @return apart from the networks' numbers
     */
    Scale scale();

    /**
     * How long the paper, or its public code, trains.
     *
     * @return steps, or epochs
     */
    Length paperLength();

    /**
     * Reads the data, builds the networks and their players, whose rates follow a schedule over so many steps.
     *
     * @param steps that are planned
     * @return ready to train
     */
    Session<?> session(long steps);

    /**
     * The same training without a phase in which players wait: what steps cost from then on, for {@link Preflight}.
     *
     * @return this, unless the model has such a phase
     */
    default ModelRun allPlayers() {
        return this;
    }

    /**
     * After how many steps every player has stepped.
     *
     * @return 1, unless a player steps more rarely
     */
    default int period() {
        return 1;
    }

    /**
     * Changed settings.
     *
     * @param run the settings
     * @param sets {@code field=value} each; a field of the scale or the model needs no {@code scale.} or
     *     {@code model.} before it
     * @param <R> the model's settings
     * @return a changed copy
     * @throws IllegalArgumentException naming a field that there is not, or a value that is refused
     */
    static <R extends Record & ModelRun> R with(R run, List<String> sets) {
        List<String> own = Arrays.stream(run.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        return Configs.with(run, sets.stream().map(set -> full(set, own)).toList());
    }

    private static String full(String set, List<String> own) {
        String first = set.split("[.=]", 2)[0].strip();
        return own.contains(first) ? set : (Scale.fields().contains(first) ? "scale." : "model.") + set;
    }
}
