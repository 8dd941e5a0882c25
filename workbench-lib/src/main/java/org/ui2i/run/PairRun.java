package org.ui2i.run;

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

/** A run on images of two domains, D against G, each with an Adam of the same numbers. */
interface PairRun extends ModelRun {
    /** As {@link Datasets#unpaired} takes it. */
    @Override
    String data();

    /** Images of each domain in a step. */
    @Override
    int batch();

    default UnpairedImages images() {
        return Datasets.unpaired(data(), scale().options(size())).size(size()).batch(batch());
    }

    /** Both players, D first. */
    default Training<Pair> training(Adam.Config adam, Schedule rates, Part[] dis, Part[] gen) {
        return scale().on(new Training<Pair>(seed()))
                .player(new Player("dis", new Adam(adam), dis).schedule(rates))
                .player(new Player("gen", new Adam(adam), gen).schedule(rates));
    }

    /** The line that the console shows. */
    default String summary(String model, int filters) {
        return String.format(
                Locale.ROOT,
                "%s on %s, %d x %d, batch %d, seed %d, %d filters%s",
                model,
                data(),
                size(),
                size(),
                batch(),
                seed(),
                filters,
                scale().remark());
    }

    /** Checks the ranges. */
    static void checked(int size, int batch, double decay) {
        check(size >= 8 && batch >= 1, "size is %d and batch %d: use at least 8 and 1", size, batch);
        check(decay >= 0 && decay <= 1, "decay is %s: use a share in [0, 1]", decay);
    }
}
