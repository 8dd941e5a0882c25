package org.ui2i.eval;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows of numbers as the data sets that Tribuo takes. */
final class Tribuo {
    private static final LabelFactory LABELS = new LabelFactory();
    private static final ClusteringFactory CLUSTERS = new ClusteringFactory();
    // Tribuo tells of every training at level INFO, which would fill a notebook's page; held here, since loggers are
    // weak.
    private static final Logger LOGGER = Logger.getLogger("org.tribuo");

    static {
        LOGGER.setLevel(Level.WARNING);
    }

    private Tribuo() {}

    static MutableDataset<Label> labelled(double[][] rows, List<String> labels) {
        return set(rows, labels.stream().map(Label::new).toList(), LABELS);
    }

    static MutableDataset<ClusterID> clusters(double[][] rows) {
        return set(
                rows,
                IntStream.range(0, rows.length)
                        .mapToObj(i -> new ClusterID(ClusterID.UNASSIGNED))
                        .toList(),
                CLUSTERS);
    }

    private static <T extends Output<T>> MutableDataset<T> set(
            double[][] rows, List<T> outputs, OutputFactory<T> factory) {
        MutableDataset<T> set = new MutableDataset<>(
                new SimpleDataSourceProvenance("codes", OffsetDateTime.parse("2000-01-01T00:00:00Z"), factory),
                factory);
        String[] names = IntStream.range(0, rows[0].length)
                .mapToObj(k -> String.format("c%06d", k))
                .toArray(String[]::new);
        for (int i = 0; i < rows.length; i++) {
            set.add(new ArrayExample<>(outputs.get(i), names, rows[i]));
        }
        return set;
    }
}
