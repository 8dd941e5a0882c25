package org.ui2i.data.papers;

import java.io.IOException;
import java.nio.file.Path;

/** How a data set's files become folders of images. */
public enum Layout {
    /** an archive that has the folders already */
    ARCHIVE(Archives::folders),
    /** photographs and label maps of all cities in one folder each, alike in name */
    CITYSCAPES(Streets::cityscapes),
    /** the rendered photographs */
    SYNTHIA(Streets::synthia),
    /** a folder a digit */
    SVHN(Svhn::lay),
    /** a folder a digit */
    USPS(Usps::lay),
    /** a folder a digit */
    MNIST(Mnist::lay),
    /** a folder an attribute's value */
    CELEBA(CelebA::lay),
    /** a folder a class, source and target apart */
    ANIMAL_FACES(AnimalFaces::lay),
    /** a folder a class, source and target apart */
    NABIRDS(NaBirds::lay);

    /** Lays files out. */
    private interface Work {
        void lay(Inputs inputs, Path into) throws IOException;
    }

    private final Work work;

    Layout(Work work) {
        this.work = work;
    }

    /** Fills an empty folder. */
    void lay(Inputs inputs, Path into) throws IOException {
        work.lay(inputs, into);
    }
}
