package org.ui2i.run;

import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.data.Batch;
import org.ui2i.data.Batches;
import org.ui2i.nn.Part;
import org.ui2i.train.Listener;
import org.ui2i.train.Objective;
import org.ui2i.train.PublishedWeights;
import org.ui2i.train.Training;

/**
 * A training that is ready to go.
 *
 * @param model its name, as in {@code train unit}
 * @param summary what is trained on what, in a line
 * @param config YAML of its run, with what the data decided
 * @param data the batches
 * @param training the players
 * @param objectives one a player
 * @param networks those that translating needs, by the names that they are published under
 * @param samples what the networks draw, to look at while they learn
 * @param <B> what a step takes
 */
public record Session<B extends Batch>(
        String model,
        String summary,
        String config,
        Batches<B> data,
        Training<B> training,
        List<Objective<B>> objectives,
        Map<String, Part> networks,
        Samples<B> samples) {

    /** Tells the training what it trains. */
    public Session {
        training.model(model).config(config);
    }

    /**
     * Trains on.
     *
     * @param steps of every player
     * @param listener told of each step
     */
    @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
    public void train(int steps, Listener listener) {
        training.run(data, steps, listener, objectives.toArray(Objective[]::new));
    }

    /**
     * Writes the networks with what made them.
     *
     * @param folder made if it is not there
     * @param command what was typed to train them
     * @param precision how finely weights are stored
     * @throws IOException if writing fails
     */
    public void publish(Path folder, String command, PublishedWeights.Precision precision) throws IOException {
        double seconds = training.history().seconds();
        PublishedWeights.write(
                folder,
                networks,
                new PublishedWeights.Origin(model, config, command, training.seed(), training.step(), seconds),
                precision);
    }

    /**
     * The networks as they are now, for {@link Translator#of}: what to look at while they learn.
     *
     * @return weights that are copied when they are loaded
     */
    public Trained trained() {
        return new Trained() {
            @Override
            public String model() {
                return model;
            }

            @Override
            public String config() {
                return config;
            }

            @Override
            public void load(String name, String player, int index, Part part) {
                part.load(present(networks.get(name), "%s has no network %s", model, name)
                        .state());
            }
        };
    }

    /** The networks of a model with a generator a domain. */
    static Map<String, Part> generators(Part genA, Part genB) {
        return two("genA", genA, "genB", genB);
    }

    /** Two networks by name, in this order. */
    static Map<String, Part> two(String firstName, Part first, String secondName, Part second) {
        Map<String, Part> both = new LinkedHashMap<>();
        both.put(firstName, first);
        both.put(secondName, second);
        return both;
    }
}
