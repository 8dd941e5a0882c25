package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ui2i.core.Seeds;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.data.UnpairedImages;

/**
 * What translations of line drawings to emoji are judged by, since they have many right answers: whether a picture looks
 * like an emoji at all, and which group it belongs to. Whether it keeps the drawing's lines is {@link Structure#edges},
 * whether it has a reference's colours {@link Colours#hits}.
 *
 * @param valid tells {@link #EMOJI} from {@link #OTHER}: line drawings; blurred, pale, noisy, mixed, shuffled,
 *     blotted and striped emoji
 * @param group tells smileys, nature, food and objects apart; more than half of all emoji are objects
 */
public record EmojiJudges(TestedJudge valid, TestedJudge group) {
    /** The validity judge's name of what looks like an emoji. */
    public static final String EMOJI = "emoji";

    /** The validity judge's name of all else. */
    public static final String OTHER = "other";

    private static final int LEAST = 8;

    /**
     * Trains the judges on all training emoji of a drawer, some seconds each.
     *
     * @param drawer {@code noto} or {@code twemoji}
     * @param size edge of the images, 64 or a divisor of it, at least 8
     * @param config the judges' numbers; the two get seeds of their own
     * @return the judges with their accuracy on the test emoji
     */
    public static EmojiJudges of(String drawer, int size, Judge.Config config) {
        check(size >= LEAST, "emoji of %d pixels show nothing: use %d or more", size, LEAST);
        UnpairedImages apart = Datasets.emojiEdges(drawer).size(size), shared = apart.sharedContent(true);
        TruePairs test = apart.truth(Split.TEST);
        Images emoji = Images.all(List.of(Images.of(shared.b()), Images.of(apart.b())));
        Map<String, Images> sides = new TreeMap<>();
        sides.put(EMOJI, emoji);
        sides.put(OTHER, Fakes.of(emoji, Images.of(apart.a()), Seeds.mix(config.seed(), 3)));
        Judge valid = Judge.betweenImages(config.withSeed(Seeds.mix(config.seed(), 1)), sides);
        Judge group = Judge.of(config.withSeed(Seeds.mix(config.seed(), 2)), "class", shared.b(), apart.b());
        return new EmojiJudges(
                tested(valid, test, Seeds.mix(config.seed(), 4)),
                TestedJudge.of("emoji group judge", group, test.b(), "class"));
    }

    private static TestedJudge tested(Judge valid, TruePairs test, long seed) {
        Images emoji = Images.of(test.b()), fakes = Fakes.of(emoji, Images.of(test.a()), seed);
        double hits = valid.accuracy(emoji, Collections.nCopies(emoji.count(), EMOJI))
                + valid.accuracy(fakes, Collections.nCopies(fakes.count(), OTHER));
        return new TestedJudge("emoji validity judge", valid, hits / 2, emoji.count() + fakes.count());
    }
}
