package org.ui2i.eval;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.ImageSet;
import org.ui2i.data.LabelledImages;
import org.ui2i.data.Split;
import org.ui2i.tensor.Tensors;

/**
 * Images of several domains, in no training, each of whose counterparts in all other domains is known: every ordered
 * pair of two domains is a translation with a right answer.
 */
public final class DomainTest {
    private final LabelledImages data;
    private final Judge domainJudge;
    private final @Nullable Judge contentJudge;
    private final Map<String, Images> images; // by domain; image i shows the same in all of them
    private final List<String> contents; // of image i

    private DomainTest(
            LabelledImages data,
            Judge domainJudge,
            @Nullable Judge contentJudge,
            Map<String, Images> images,
            List<String> contents) {
        this.data = data;
        this.domainJudge = domainJudge;
        this.contentJudge = contentJudge;
        this.images = images;
        this.contents = contents;
    }

    /**
     * A test.
     *
     * @param data a bundled set, whose counterparts are known
     * @param split VAL to choose settings, TEST for scores
     * @param domains a judge of the set's domains
     * @param contents a judge of what the images show; null where contents do not repeat
     * @return the test
     */
    public static DomainTest of(LabelledImages data, Split split, TestedJudge domains, @Nullable TestedJudge contents) {
        List<String> names = data.domains();
        check(
                domains.judge().classes().containsAll(names),
                "the judge knows %s: it has to tell %s apart",
                domains.judge().classes(),
                names);
        Map<String, Images> images = new LinkedHashMap<>();
        for (String name : names) {
            images.put(name, Images.of(aligned(data, name, split)));
        }
        List<String> shown = Judge.labels(aligned(data, names.get(0), split), "content");
        return new DomainTest(data, domains.judge(), contents == null ? null : contents.judge(), images, shown);
    }

    /** All domains in one order, that of the first one's pairs. */
    private static ImageSet aligned(LabelledImages data, String name, Split split) {
        List<String> names = data.domains();
        String first = names.get(0);
        return name.equals(first)
                ? data.truth(first, names.get(1), split).a()
                : data.truth(first, name, split).b();
    }

    /**
     * A thinner test.
     *
     * @param k keeps images 0, k, 2k, ...; of 52 letters in turn all stay if k has no divisor in common with 52
     * @return a test of some of the images
     */
    public DomainTest every(int k) {
        check(k >= 1, "every image of %d is kept: use at least 1", k);
        int[] kept = IntStream.range(0, contents.size()).filter(i -> i % k == 0).toArray();
        Map<String, Images> some = new LinkedHashMap<>();
        images.forEach((name, all) -> some.put(name, all.take(kept)));
        List<String> shown = IntStream.of(kept).mapToObj(contents::get).toList();
        return new DomainTest(data, domainJudge, contentJudge, some, shown);
    }

    /**
     * How many translations there are: images times ordered pairs of domains.
     *
     * @return at least 2
     */
    public int size() {
        return contents.size() * images.size() * (images.size() - 1);
    }

    /**
     * Scores a translator between all domains.
     *
     * @param translator to score
     * @return means over all ordered pairs
     */
    public DomainScores score(DomainTranslator translator) {
        return all((from, to) -> score(from, to, translator));
    }

    /**
     * Scores one direction.
     *
     * @param from the images' domain
     * @param to the wanted one
     * @param translator to score
     * @return its scores
     */
    public DomainScores score(String from, String to, DomainTranslator translator) {
        Images x = in(from);
        return scores(
                x.with(x.through(
                        some -> translator.draw(some, label(from, some.getManager()), label(to, some.getManager())))),
                to);
    }

    private NDArray label(String domain, NDManager manager) {
        float[] label = data.label(domain);
        return Tensors.of(manager, label, new Shape(1, label.length));
    }

    /**
     * Scores images that nobody translated.
     *
     * @return what doing nothing is worth
     */
    public DomainScores untouched() {
        return all((from, to) -> scores(in(from), to));
    }

    /**
     * Scores the mean training image that the wanted domain has of each content: it knows what to draw.
     *
     * @return what a blurred ideal is worth
     * @throws IllegalArgumentException if contents do not repeat, such as emoji
     */
    public DomainScores means() {
        return all((from, to) -> scores(
                present(
                        Judges.found(Judges.means(data.images(to)), contents, in(to)),
                        "%s has no training image of some content: mean images need contents that repeat",
                        to),
                to));
    }

    /**
     * Scores the right answers.
     *
     * @return an L1 of 0, and what the judges allow
     */
    public DomainScores ofTruth() {
        return all((from, to) -> scores(in(to), to));
    }

    private DomainScores all(BiFunction<String, String, DomainScores> direction) {
        List<DomainScores> all = new ArrayList<>();
        for (String from : images.keySet()) {
            for (String to : images.keySet()) {
                if (!from.equals(to)) {
                    all.add(direction.apply(from, to));
                }
            }
        }
        return DomainScores.mean(all);
    }

    private DomainScores scores(Images drawn, String to) {
        return new DomainScores(
                Scores.mean(Scores.l1Each(drawn, in(to))),
                domainJudge.accuracy(drawn, Collections.nCopies(drawn.count(), to)),
                contentJudge == null ? Double.NaN : contentJudge.accuracy(drawn, contents),
                drawn.count());
    }

    private Images in(String domain) {
        return present(images.get(domain), "there is no domain \"%s\": the domains are %s", domain, images.keySet());
    }
}
