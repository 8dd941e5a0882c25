package org.ui2i.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ui2i.data.Batch;
import org.ui2i.plot.Grid;
import org.ui2i.plot.Png;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

/** What a training's networks draw of always the same images, those of its first steps: {@code samples/STEP.png}. */
final class SampleGrid {
    /** Where a run's pictures are. */
    static final String FOLDER = "samples";

    private static final int MOST = 8; // images in a row
    private static final int WIDTH = 640;
    private static final int WIDEST = 1024; // of the images in a row together, in their own pixels

    private SampleGrid() {}

    /** The picture after a step, 0 for untrained networks; sorted by name, the files are sorted by step. */
    static Path file(Path run, long step) {
        return run.resolve(FOLDER).resolve(String.format(Locale.ROOT, "%08d.png", step));
    }

    /** With the networks as they are now: up to 8 columns, inputs and what was made of them below each other. */
    static BufferedImage picture(Session<?> session) {
        Grid grid = Grid.titled("step " + session.training().step()).width(WIDTH);
        rows(session).forEach(grid::row);
        return grid.image();
    }

    private static <B extends Batch> Map<String, List<BufferedImage>> rows(Session<B> session) {
        Map<String, List<BufferedImage>> rows = new LinkedHashMap<>();
        int columns = 0, wanted = MOST;
        for (int number = 1; columns < wanted; number++) {
            draw(session, number).forEach((caption, images) -> rows.computeIfAbsent(caption, c -> new ArrayList<>())
                    .addAll(images));
            List<BufferedImage> first = rows.values().iterator().next();
            wanted = Math.max(2, Math.min(MOST, WIDEST / first.get(0).getWidth()));
            columns = first.size();
        }
        int count = wanted;
        rows.replaceAll((caption, images) -> images.subList(0, count));
        return rows;
    }

    /** The batch of a step. */
    private static <B extends Batch> Map<String, List<BufferedImage>> draw(Session<B> session, int number) {
        try (NDManager scope = Tensors.scope()) {
            Step step = new Step(scope, session.training().seed(), number);
            Map<String, NDArray> drawn =
                    Grad.off(() -> session.samples().of(session.data().batch(step)));
            Map<String, List<BufferedImage>> rows = new LinkedHashMap<>();
            drawn.forEach((caption, images) -> rows.put(caption, Png.images(images)));
            return rows;
        }
    }
}
