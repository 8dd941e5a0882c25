package org.ui2i.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.core.Seeds;
import org.ui2i.data.Sha256;
import org.ui2i.eval.paper.FieldValue;
import org.ui2i.eval.paper.Item;
import org.ui2i.eval.paper.NetKind;
import org.ui2i.eval.paper.NetSpec;
import org.ui2i.eval.paper.Side;
import org.ui2i.eval.paper.Tally;
import org.ui2i.plot.Png;
import org.ui2i.run.EvaluationParts;
import org.ui2i.run.Workers;

/** Scores of parts that executors tallied are those of one pass; all kinds of networks are tried in the library. */
class SparkEvaluationTest {
    private static final int SIZE = 8;

    /** Gives the first 12 numbers of an image; made by the library's tests (TinyScript). */
    private static final Path NET =
            Path.of("src/test/resources/org/ui2i/spark/row.pt").toAbsolutePath();

    @TempDir
    private Path folder;

    private Item item(Side side, int i) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < SIZE * SIZE; p++) {
            image.setRGB(p % SIZE, p / SIZE, (int) Seeds.mix(side.ordinal(), i, p) & 0xFFFFFF);
        }
        Path file = folder.resolve(side + "-" + i + ".png");
        Png.write(image, file);
        return new Item(side, "t" + i % 2, "" + i, List.of("" + file), "");
    }

    private static List<FieldValue> scores(Workers workers, NetSpec spec, List<Item> items, int size)
            throws IOException {
        Tally tally = EvaluationParts.tally(workers, NET, spec, items, size, (name, why) -> {
            throw new AssertionError(name + ": " + why);
        });
        return tally.values(spec);
    }

    @Test
    void executorsScoreAsOneProcessDoes() throws IOException {
        NetSpec spec = NetSpec.of(NetKind.OTHER_VECTOR, "row", "top", Sha256.of(NET), SIZE, NetSpec.Range.SIGNED);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            items.add(item(Side.REAL, i));
            items.add(item(Side.OUTPUT, i));
        }
        List<FieldValue> single = scores(Workers.here(), spec, items, items.size());
        assertEquals(3, single.size(), "FID, KID, mFID");
        try (Workers workers = Workers.at("local-cluster[2,1,1024]")) {
            List<FieldValue> parts = scores(workers, spec, items, 13);
            for (int i = 0; i < single.size(); i++) {
                assertEquals(single.get(i).score(), parts.get(i).score());
                assertEquals(
                        single.get(i).value(),
                        parts.get(i).value(),
                        1e-6 * Math.abs(single.get(i).value()));
            }
        }
    }
}
