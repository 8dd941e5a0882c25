package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ui2i.train.Listener;
import org.ui2i.train.Progress;

/** Own images are read before the first step: what happens to the files later does not touch the run. */
class DeletedDataTest {
    private static final int STEPS = 4;

    @TempDir
    private Path folder;

    private Path drawn() throws IOException {
        Random random = new Random(1);
        Path data = folder.resolve("data");
        for (String domain : List.of("a", "b")) {
            Path images = Files.createDirectories(data.resolve(domain));
            for (int i = 0; i < 16; i++) {
                BufferedImage image = new BufferedImage(20, 24, BufferedImage.TYPE_INT_RGB);
                for (int j = 0; j < 480; j++) {
                    image.setRGB(j % 20, j / 20, random.nextInt(1 << 24));
                }
                ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
            }
        }
        return data;
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIT", "FUNIT", "TUNIT", "PIX2PIX", "STARGAN"})
    void filesDeletedInMidRunChangeNothingAndAreNamedAfterwards(ModelKind kind) throws IOException {
        Path data = drawn(), run = folder.resolve("run");
        Session<?> straight = session(kind, data);
        straight.train(STEPS, Listener.all());
        Session<?> deleted = session(kind, data);
        deleted.training().saving(run, 1);
        deleted.train(STEPS, new Listener() {
            @Override
            public void stepped(Progress progress) {
                if (progress.step() == 2) {
                    delete(data.resolve("a"));
                }
            }
        });
        assertEquals(
                straight.training().history().csv(),
                deleted.training().history().csv());
        Exception e = assertThrows(IllegalArgumentException.class, () -> {
            Session<?> later = session(kind, data);
            later.training().resume(run);
            later.train(1, Listener.all());
        });
        assertTrue(String.valueOf(e.getMessage()).contains("data"), e::toString);
    }

    private static Session<?> session(ModelKind kind, Path data) {
        return kind.run(ModelKind.Preset.TINY, "folder:" + data, List.of()).session(STEPS);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((x, y) -> y.compareTo(x)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
