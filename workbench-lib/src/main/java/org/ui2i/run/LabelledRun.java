package org.ui2i.run;

import java.util.Locale;
import org.ui2i.data.Datasets;
import org.ui2i.data.LabelledImages;

/** A run on several domains of labelled images. */
interface LabelledRun extends ModelRun {
    /** As {@link Datasets#labelled} takes it. */
    @Override
    String data();

    /** Images in a step. */
    @Override
    int batch();

    default LabelledImages images() {
        return Datasets.labelled(data(), scale().options(size())).size(size()).batch(batch());
    }

    /** The line that the console shows. */
    default String summary(String model, LabelledImages images) {
        return String.format(
                Locale.ROOT,
                "%s on %s, %d domains, labels %s, %d x %d, batch %d, seed %d%s",
                model,
                data(),
                images.domains().size(),
                images.labels().names(),
                size(),
                size(),
                batch(),
                seed(),
                scale().remark());
    }

    /** Checks the ranges. */
    static void checked(String data, int size, int batch, double decay) {
        Datasets.checkLabelled(data);
        PairRun.checked(size, batch, decay);
    }
}
