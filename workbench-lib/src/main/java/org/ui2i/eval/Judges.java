package org.ui2i.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Seeds;
import org.ui2i.data.ImageSet;
import org.ui2i.data.UnpairedImages;

/**
 * What a translation between two domains is judged by, made from the training images alone: a judge of the domain, a judge
 * of the content where contents repeat (letters; not emoji, each of which occurs once), and each domain's mean image of a
 * content.
 */
public final class Judges {
    /** The domain judge's name of domain A. */
    public static final String A = "A";

    /** The domain judge's name of domain B. */
    public static final String B = "B";

    private static final int LEAST_REPEATS = 8;
    private final Judge domain;
    private final @Nullable Judge content;
    private final Map<String, float[]> meansA;
    private final Map<String, float[]> meansB;

    private Judges(Judge domain, @Nullable Judge content, Map<String, float[]> meansA, Map<String, float[]> meansB) {
        this.domain = domain;
        this.content = content;
        this.meansA = meansA;
        this.meansB = meansB;
    }

    /**
     * Makes the judges; one that is not published is trained, which takes some seconds. The domain judge sees A's training classes in both domains' looks (for letters:
     * the same families in both cuts), so that it cannot go by which families belong to a domain; the content judge sees
     * all of these and B's.
     *
     * @param images the data whose training images to use
     * @param config the judges' numbers; the two get seeds of their own
     * @return the judges
     */
    public static Judges of(UnpairedImages images, Judge.Config config) {
        UnpairedImages apart = images.sharedContent(false), shared = images.sharedContent(true);
        Map<String, ImageSet> domains = Map.of(A, shared.a(), B, shared.b());
        Judge domain = Judge.between(seeded(config, 1), new TreeMap<>(domains));
        ImageSet[] all = {shared.a(), shared.b(), apart.b()};
        Set<String> names = new HashSet<>();
        int count = 0;
        for (ImageSet set : all) {
            names.addAll(Judge.labels(set, "content"));
            count += set.size();
        }
        boolean repeats = names.size() >= 2 && count >= LEAST_REPEATS * names.size();
        Judge content = repeats ? Judge.of(seeded(config, 2), "content", all) : null;
        return new Judges(
                domain, content, repeats ? means(apart.a()) : Map.of(), repeats ? means(apart.b()) : Map.of());
    }

    private static Judge.Config seeded(Judge.Config config, int which) {
        return config.withSeed(Seeds.mix(config.seed(), which));
    }

    /** The mean image of each content. */
    static Map<String, float[]> means(ImageSet set) {
        Images images = Images.of(set);
        Map<String, float[]> sums = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < images.count(); i++) {
            float[] sum = sums.computeIfAbsent(set.text("content", i), name -> new float[images.each()]);
            counts.merge(set.text("content", i), 1, Integer::sum);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += images.values()[i * sum.length + j];
            }
        }
        sums.forEach((name, sum) -> {
            for (int j = 0; j < sum.length; j++) {
                sum[j] /= counts.getOrDefault(name, 1);
            }
        });
        return sums;
    }

    /**
     * The judge of the domain.
     *
     * @return a judge of the classes {@link #A} and {@link #B}
     */
    public Judge domain() {
        return domain;
    }

    /**
     * The judge of the content.
     *
     * @return a judge of the manifest's column {@code content}; null where contents do not repeat
     */
    public @Nullable Judge content() {
        return content;
    }

    List<Judge> all() {
        return content == null ? List.of(domain) : List.of(domain, content);
    }

    /** The target's mean training image of each content, or null if one of the contents has none. */
    @Nullable
    Images means(String target, Collection<String> contents, Images like) {
        return found(target.equals(A) ? meansA : meansB, contents, like);
    }

    /** The mean image of each content, or null if one of the contents has none. */
    static @Nullable Images found(Map<String, float[]> means, Collection<String> contents, Images like) {
        List<float[]> found = new ArrayList<>();
        for (String name : contents) {
            float[] mean = means.get(name);
            if (mean == null) {
                return null;
            }
            found.add(mean);
        }
        float[] all = new float[like.values().length];
        for (int i = 0; i < found.size(); i++) {
            System.arraycopy(found.get(i), 0, all, i * like.each(), like.each());
        }
        return like.with(all);
    }
}
