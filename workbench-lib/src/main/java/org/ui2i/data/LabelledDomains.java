package org.ui2i.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * Several domains for training, each with the label of its images.
 *
 * @param labels what a label's numbers mean
 * @param all the domains, in order
 */
record LabelledDomains(Labels labels, List<Domain> all) {
    private static final List<String> CUTS = List.of("regular", "italic", "bold", "bold-italic");
    private static final List<String> TONES = List.of("none", "light", "medium-light", "medium", "medium-dark", "dark");

    /** One domain. */
    record Domain(String name, float[] label, ImageSet images) {}

    /** Letters in four cuts, two attributes; no family, and none of its design, is in two of them. */
    static LabelledDomains glyphCuts(int size) {
        Path folder = Datasets.folder("glyphs/styles");
        List<Set<String>> families = dealt(folder, "family", "design", CUTS.size());
        List<Domain> domains = IntStream.range(0, CUTS.size())
                .mapToObj(k -> {
                    String cut = CUTS.get(k);
                    float[] label = {cut.contains("bold") ? 1 : 0, cut.contains("italic") ? 1 : 0};
                    UnaryOperator<Table> own =
                            table -> table.where(table.stringColumn("class").eval(families.get(k)::contains));
                    return new Domain(cut, label, Atlas.read(folder, cut, own, size, 1));
                })
                .toList();
        return new LabelledDomains(new Labels(List.of("bold", "italic"), false), domains);
    }

    /** Noto's hands in six tones, each hand in all of them: there are too few to give each tone hands of its own. */
    static LabelledDomains handTones(int size) {
        return oneOf(TONES, k -> Datasets.tones(TONES.get(k), TONES.get(0))
                .ofKind(Datasets.HAND)
                .a(Split.TRAIN, size));
    }

    /** Own images, a domain a folder. */
    static LabelledDomains folders(Path root, FolderOptions options) {
        ImageSet images = ClassFolders.read(root, options);
        List<String> names = images.values("class");
        return oneOf(names, k -> images.where("class", names.get(k)));
    }

    private static LabelledDomains oneOf(List<String> names, IntFunction<ImageSet> images) {
        List<Domain> domains = IntStream.range(0, names.size())
                .mapToObj(k -> {
                    float[] label = new float[names.size()];
                    label[k] = 1;
                    return new Domain(names.get(k), label, images.apply(k));
                })
                .toList();
        return new LabelledDomains(new Labels(names, true), domains);
    }

    /**
     * Deals the training contents of a bundled set out to n domains. What belongs together goes to one domain, the one
     * that has the fewest contents yet; the largest groups are dealt first.
     */
    private static List<Set<String>> dealt(Path folder, String content, String group, int n) {
        Table selection = Manifest.text(folder.resolve("selection.csv"));
        Table training = selection.where(selection.stringColumn("split").eval(Split.TRAIN::holds));
        List<List<String>> groups = training.stringColumn(group).unique().asList().stream()
                .map(name -> training.where(training.stringColumn(group).isEqualTo(name)))
                .map(members -> members.stringColumn(content).asList())
                .sorted(Comparator.comparingInt(members -> -members.size()))
                .toList();
        List<Set<String>> hands = Stream.generate(() -> (Set<String>) new HashSet<String>())
                .limit(n)
                .toList();
        groups.forEach(members ->
                Collections.min(hands, Comparator.comparingInt(Set::size)).addAll(members));
        return hands;
    }
}
