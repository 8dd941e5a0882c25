package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.OwnImages;
import org.ui2i.plot.Png;
import org.ui2i.tensor.Tensors;

/** Trained networks that draw images anew, as the user wished. */
public interface Translator {
    /**
     * Trained networks that draw.
     *
     * @param trained the networks
     * @param wish how to draw
     * @return a translator
     * @throws IllegalArgumentException if the model is unknown, or the wish is none that it knows
     */
    static Translator of(Trained trained, Wish wish) {
        check(
                !trained.config().isBlank(),
                "the checkpoint has no configuration: translate reads runs of ./workbench train");
        check(
                wish.labels().isEmpty() || LabelTranslator.MODELS.contains(trained.model()),
                "%s knows no labels: leave out --label",
                trained.model());
        return switch (trained.model()) {
            case "unit" -> PlainTranslator.unit(trained, wish);
            case "munit" -> StyledTranslator.munit(trained, wish);
            case "funit" -> ClassTranslator.funit(trained, wish);
            case CocoFunitRun.NAME -> ClassTranslator.cocoFunit(trained, wish);
            case DunitRun.NAME -> StyledTranslator.dunit(trained, wish);
            case TunitRun.NAME -> ClassTranslator.tunit(trained, wish);
            case Pix2pixRun.NAME -> PlainTranslator.pix2pix(trained, wish);
            case CycleGanRun.NAME -> PlainTranslator.cycleGan(trained, wish);
            case StarGanRun.NAME -> LabelTranslator.starGan(trained, wish);
            case RelGanRun.NAME -> LabelTranslator.relGan(trained, wish);
            default ->
                throw new IllegalArgumentException("these weights are of the model \"" + trained.model()
                        + "\": the models that translate are [coco-funit, cyclegan, dunit, funit, munit, pix2pix, relgan,"
                        + " stargan, tunit, unit]");
        };
    }

    /**
     * Trained networks that draw, by where they are stored.
     *
     * @param name as {@link Trained#named} takes it
     * @param wish how to draw
     * @return a translator
     * @throws IOException if a file is damaged
     */
    static Translator read(Path name, Wish wish) throws IOException {
        try (NDManager scope = Tensors.scope()) {
            return of(Trained.named(name, scope), wish);
        }
    }

    /**
     * Edge of the images that the networks were trained on.
     *
     * @return pixels
     */
    int size();

    /**
     * Channels of the images that it takes.
     *
     * @return 1 (grey) or 3 (colour)
     */
    int channels();

    /**
     * Draws images anew.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @return (B, C', H, W) in [-1, 1]
     */
    NDArray translate(NDArray x);

    /**
     * How a photo is made ready, as in training.
     *
     * @return the largest centred square, resized to {@link #size()}, in {@link #channels()}
     */
    default FolderOptions preparation() {
        return FolderOptions.of(size()).withChannels(channels());
    }

    /**
     * Draws one photo anew.
     *
     * @param image PNG, JPEG, GIF, BMP or TIFF of any size
     * @return of {@link #size()} pixels a side
     * @throws IllegalArgumentException if the file cannot be read
     */
    default BufferedImage draw(Path image) {
        check(Files.isRegularFile(image), "%s is no file: give one image", image);
        try (NDManager scope = Tensors.scope()) {
            return Png.images(translate(OwnImages.read(image, preparation()).all(scope)))
                    .get(0);
        }
    }
}
