package org.ui2i.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ui2i.data.GlyphProtocol;

/**
 * Scores few-shot translators of glyphs on unseen fonts, for K = 1, 5 and 10 class images, seen letters apart from those
 * that training leaves out, beside answers that need no network.
 */
public final class GlyphScoreboard {
    private static final List<Integer> SHOTS = List.of(1, 5, 10);
    private static final int NEIGHBOURS = 5;
    private static final long DRAWS = 23; // of the bootstrap

    private final GlyphProtocol protocol;
    private final TestedJudge letters;

    /**
     * A scoreboard whose judge is {@link BundledJudges#letters}.
     *
     * @param protocol what is asked
     */
    public GlyphScoreboard(GlyphProtocol protocol) {
        this(protocol, BundledJudges.letters(protocol.source().width()));
    }

    GlyphScoreboard(GlyphProtocol protocol, TestedJudge letters) {
        this.protocol = protocol;
        this.letters = letters;
    }

    /**
     * All rows of one translator.
     *
     * @param arm its name
     * @param translator draws the glyphs
     * @param protocol what is asked
     * @return K = 1, 5, 10 on seen, then on held-out letters
     */
    public static List<GlyphScore> score(String arm, FewShotTranslator translator, GlyphProtocol protocol) {
        return new GlyphScoreboard(protocol).score(arm, translator);
    }

    /**
     * All rows of one translator.
     *
     * @param arm its name
     * @param translator draws the glyphs
     * @return K = 1, 5, 10 on seen, then on held-out letters
     */
    public List<GlyphScore> score(String arm, FewShotTranslator translator) {
        List<GlyphScore> rows = new ArrayList<>();
        for (GlyphProtocol part : parts()) {
            for (int k : SHOTS) {
                rows.add(row(arm, k, part, drawn(translator, part, k)));
            }
        }
        return rows;
    }

    /**
     * The answers that need no network: the content glyph as it is and blurred (the best sigma, in its favour), the mean and
     * the median of the source fonts' glyphs of the letter, the glyph of the source font nearest to the class images, the
     * mean of the five nearest. Last the true glyphs, the most that the judges allow. All but the copies know the letters,
     * which a translator does not.
     *
     * @return rows on seen, then on held-out letters
     */
    public List<GlyphScore> baselines() {
        List<GlyphScore> rows = new ArrayList<>();
        for (GlyphProtocol part : parts()) {
            Images content = Images.of(part.contents()), truth = Images.of(part.truth());
            GlyphLookups lookups = new GlyphLookups(part);
            rows.add(row("copy content", 0, part, content));
            double sigma = Blur.best(content, truth).sigma();
            rows.add(row("blurred copy", 0, part, Blur.apply(content, sigma)));
            rows.add(row("mean source glyph", 0, part, lookups.mean()));
            rows.add(row("median source glyph", 0, part, lookups.median()));
            for (int k : SHOTS) {
                rows.add(row("nearest source font", k, part, lookups.nearest(k, 1)));
            }
            for (int k : SHOTS) {
                rows.add(row("mean of 5 nearest", k, part, lookups.nearest(k, NEIGHBOURS)));
            }
            rows.add(row("true glyph", 0, part, truth));
        }
        return rows;
    }

    private List<GlyphProtocol> parts() {
        return List.of(protocol.only(false), protocol.only(true));
    }

    private static Images drawn(FewShotTranslator translator, GlyphProtocol part, int k) {
        return FewShotDrawings.of(translator, Images.of(part.contents()), Images.of(part.classImages(k)), k);
    }

    private GlyphScore row(String arm, int k, GlyphProtocol part, Images drawn) {
        Images truth = Images.of(part.truth());
        List<GlyphProtocol.Item> items = part.items();
        int[] fonts = items.stream().mapToInt(GlyphProtocol.Item::font).toArray();
        int[] ranks = ranks(part, drawn);
        List<String> asked = items.stream().map(GlyphProtocol.Item::letter).toList();
        return new GlyphScore(
                arm,
                k,
                items.get(0).heldOut(),
                items.size(),
                Interval.bootstrap(Scores.l1Each(drawn, truth), fonts, DRAWS),
                Scores.ssim(drawn, truth, Scores.Window.UNIFORM_7),
                letters.judge().accuracy(drawn, asked),
                Interval.bootstrap(within(ranks, 1), fonts, DRAWS),
                Interval.bootstrap(within(ranks, NEIGHBOURS), fonts, DRAWS),
                Scores.sharpness(drawn, truth));
    }

    /** Where the own font of each item comes among all unseen fonts at its letter. */
    private static int[] ranks(GlyphProtocol part, Images drawn) {
        Map<String, double[][]> galleries = new HashMap<>();
        double[][] queries = Rows.of(drawn.values(), drawn.count());
        return IntStream.range(0, queries.length)
                .map(i -> {
                    GlyphProtocol.Item item = part.items().get(i);
                    double[][] gallery = galleries.computeIfAbsent(item.letter(), letter -> {
                        Images all = Images.of(part.gallery(letter));
                        return Rows.of(all.values(), all.count());
                    });
                    int[] own = {item.font()};
                    return Ranking.of(new double[][] {queries[i]}, gallery, own, Ranking.Distance.L1)
                            .ranks()[0];
                })
                .toArray();
    }

    private static double[] within(int[] ranks, int k) {
        return IntStream.of(ranks).mapToDouble(rank -> rank <= k ? 1 : 0).toArray();
    }
}
