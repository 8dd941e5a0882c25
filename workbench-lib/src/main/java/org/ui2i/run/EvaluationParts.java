package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ui2i.eval.paper.Evaluation;
import org.ui2i.eval.paper.FeatureNet;
import org.ui2i.eval.paper.Item;
import org.ui2i.eval.paper.NetSpec;
import org.ui2i.eval.paper.Tally;

/**
 * An evaluation in parts, which workers tally and this process merges. What is scored is in the tallies, so the scores are those
 * of one pass to about the 9th digit, whatever the parts; KID's subsets are drawn from what the merged tally keeps.
 */
public final class EvaluationParts {
    private EvaluationParts() {}

    /** Some of the items, in order. */
    private record Part(int number, ArrayList<Item> items) implements Serializable {}

    /** An item with an unreadable image. */
    private record LeftOut(String name, String reason) implements Serializable {}

    private record Tallied(int part, Tally tally, ArrayList<LeftOut> leftOut) implements Serializable {}

    /**
     * Tallies one part, in whatever process: its network is loaded once.
     *
     * @param file absolute path of the network
     * @param spec what it is, its SHA-256 among it
     */
    private record PartTask(String file, NetSpec spec) implements Workers.Task<Part, Tallied> {
        private static final Resident<FeatureNet> NET = new Resident<>();

        @Override
        public Tallied of(Part part) throws IOException {
            String first = part.items.get(0).images().get(0);
            check(Files.exists(Path.of(first)), "%s is not there: folders must have the same paths everywhere", first);
            FeatureNet net = NET.of(file + spec, () -> FeatureNet.load(Path.of(file), spec));
            ArrayList<LeftOut> leftOut = new ArrayList<>();
            Tally tally = Evaluation.tally(net, part.items, (name, why) -> leftOut.add(new LeftOut(name, why)));
            return new Tallied(part.number, tally, leftOut);
        }
    }

    /** Merges what comes, so that one tally is kept and not one a part. */
    private static final class Merged implements Consumer<Tallied> {
        private final TreeMap<Integer, List<LeftOut>> leftOut = new TreeMap<>();
        private Tally tally;

        Merged(Tally none) {
            tally = none;
        }

        @Override
        public void accept(Tallied part) {
            tally = tally.merge(part.tally);
            leftOut.put(part.part, part.leftOut);
        }
    }

    /**
     * Tallies items.
     *
     * @param workers who do it
     * @param net the network's file, with the same path on every worker
     * @param spec what it is
     * @param items which images, by absolute paths
     * @param size items a part, at least 1
     * @param leftOut is told the name of each item that has an unreadable image, and why, in order
     * @return of all
     * @throws IOException if the network cannot be read, or workers fail
     * @throws IllegalArgumentException if a worker has another network, or does not see the images
     */
    public static Tally tally(
            Workers workers, Path net, NetSpec spec, List<Item> items, int size, BiConsumer<String, String> leftOut)
            throws IOException {
        check(size >= 1, "parts of %d items: use at least 1", size);
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < items.size(); from += size) {
            List<Item> some = items.subList(from, Math.min(items.size(), from + size));
            parts.add(new Part(parts.size(), new ArrayList<>(some)));
        }
        Merged merged = new Merged(Tally.none(spec));
        workers.each(parts, new PartTask("" + net.toAbsolutePath(), spec), merged);
        merged.leftOut.values().forEach(some -> some.forEach(one -> leftOut.accept(one.name, one.reason)));
        return merged.tally;
    }
}
