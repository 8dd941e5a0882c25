package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import java.util.Locale;
import org.ui2i.data.Datasets;
import org.ui2i.data.Pair;
import org.ui2i.data.UnpairedImages;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Adam;
import org.ui2i.train.Player;
import org.ui2i.train.Schedule;
import org.ui2i.train.Training;

/** A run on two domains of unpaired images, D against G, each with an Adam of the same numbers. */
interface PairRun extends ModelRun {
    /** What {@code --data} takes, for the help page. */
    String DATA_HELP = "Data (--data), domain A first; what follows a colon may be left out:%n"
            + "  glyph-styles:regular,bold-italic  letters of free fonts in two of four cuts:%n"
            + "                                    regular, italic, bold, bold-italic%n"
            + "  emoji-drawers:noto,twemoji        the same emoji by two drawers%n"
            + "  emoji-edges:noto                  a drawer's emoji (B) and their outlines (A)%n"
            + "  emoji-tones:light,dark            people and hands in two of six skin tones%n"
            + "  digits:mnist,optical              handwritten digits of two origins%n"
            + "  folder:PATH                       own images: PATH holds two folders of them%n"
            + "  folder:PATH_A,PATH_B              own images in two folders";

    /** As {@link Datasets#unpaired} takes it. */
    String data();

    /** Edge of the images in pixels. */
    int size();

    /** Images of each domain in a step. */
    int batch();

    default UnpairedImages images() {
        return Datasets.unpaired(data()).size(size()).batch(batch());
    }

    /** Both players, D first. */
    default Training<Pair> training(Adam.Config adam, Schedule rates, Part[] dis, Part[] gen) {
        return new Training<Pair>(seed())
                .player(new Player("dis", new Adam(adam), dis).schedule(rates))
                .player(new Player("gen", new Adam(adam), gen).schedule(rates));
    }

    /** The line that the console shows. */
    default String summary(String model, int filters) {
        return String.format(
                Locale.ROOT,
                "%s on %s, %d x %d, batch %d, seed %d, %d filters",
                model,
                data(),
                size(),
                size(),
                batch(),
                seed(),
                filters);
    }

    /** Checks the ranges. */
    static void checked(int size, int batch, double decay) {
        check(size >= 8 && batch >= 1, "size is %d and batch %d: use at least 8 and 1", size, batch);
        check(decay >= 0 && decay <= 1, "decay is %s: use a share in [0, 1]", decay);
    }
}
