package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ui2i.core.Reason;
import org.ui2i.plot.Gif;

/**
 * What a run drew while it learned, as a moving picture.
 *
 * @param gif its frames, for ever from the first to the last
 * @param frames how many
 * @param altText for readers who cannot see it
 */
public record TrainingFilm(Gif gif, int frames, String altText) {
    /**
     * From the pictures in a run's folder.
     *
     * @param run its folder
     * @param most frames, at least 2; of more pictures some are left out, evenly, but not the first and the last
     * @param milliseconds that each is shown
     * @return the film
     * @throws IOException if a picture cannot be read
     * @throws IllegalArgumentException if there are none
     */
    public static TrainingFilm of(Path run, int most, int milliseconds) throws IOException {
        check(most >= 2, "a film of %d frames: use at least 2", most);
        List<Path> all = pictures(run);
        check(
                all.size() >= 2,
                "%s has %d pictures in %s: a film needs 2; train with a smaller --save-every",
                run,
                all.size(),
                SampleGrid.FOLDER);
        int count = Math.min(most, all.size());
        List<Path> chosen = IntStream.range(0, count)
                .mapToObj(i -> all.get((int) Math.round((double) i * (all.size() - 1) / (count - 1))))
                .toList();
        List<BufferedImage> frames = new ArrayList<>();
        for (Path file : chosen) {
            frames.add(read(file));
        }
        return new TrainingFilm(Gif.of(frames, milliseconds), count, text(chosen));
    }

    private static List<Path> pictures(Path run) throws IOException {
        Path folder = run.resolve(SampleGrid.FOLDER);
        check(Files.isDirectory(run), "%s is no folder: name a run, --out of ./workbench train", run);
        check(Files.isDirectory(folder), "%s is no folder: name the folder of a run of this version", folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{8,}\\.png"))
                    .sorted()
                    .toList();
        }
    }

    private static BufferedImage read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw Reason.damaged(file, new IOException("it is no PNG"));
        }
        return image;
    }

    private static String text(List<Path> files) {
        return "Moving picture of " + files.size() + " frames: what the networks draw of the same images from step "
                + step(files.get(0)) + " to step " + step(files.get(files.size() - 1));
    }

    private static long step(Path file) {
        return Long.parseLong(file.getFileName().toString().replace(".png", ""));
    }
}
