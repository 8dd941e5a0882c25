package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Cityscapes and SYNTHIA. */
final class Streets {
    private static final String PHOTO = "_leftImg8bit.png", LABEL = "_gtFine_color.png";

    private Streets() {}

    /** {@code leftImg8bit/SPLIT/CITY/NAME_leftImg8bit.png} and {@code gtFine/SPLIT/CITY/NAME_gtFine_color.png}. */
    static void cityscapes(Inputs inputs, Path into) throws IOException {
        Path photos =
                inputs.unpacked(inputs.file("leftImg8bit_trainvaltest.zip")).resolve("leftImg8bit");
        Path labels = inputs.unpacked(inputs.file("gtFine_trainvaltest.zip")).resolve("gtFine");
        for (String split : List.of("train", "val")) {
            gather(photos.resolve(split), PHOTO, into.resolve(split).resolve("photos"));
            gather(labels.resolve(split), LABEL, into.resolve(split).resolve("labels"));
        }
    }

    private static void gather(Path cities, String ending, Path into) throws IOException {
        check(Files.isDirectory(cities), "the archive has no folder %s: it is another one, fetch it again", cities);
        for (Path city : Archives.list(cities)) {
            for (Path file : Archives.list(city)) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(ending)) {
                    Archives.move(file, into.resolve(name.replace(ending, ".png")));
                }
            }
        }
    }

    /** {@code RAND_CITYSCAPES/RGB/*.png}. */
    static void synthia(Inputs inputs, Path into) throws IOException {
        Path photos = inputs.file("RAND_CITYSCAPES").resolve("RGB");
        check(
                Files.isDirectory(photos),
                "there is no folder %s: unpack SYNTHIA_RAND_CITYSCAPES.rar and name the folder it makes with --from",
                photos);
        for (Path file : Archives.list(photos)) {
            Archives.share(file, into.resolve("train").resolve(file.getFileName()));
        }
    }
}
