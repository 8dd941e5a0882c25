package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tech.tablesaw.api.Table;

/** Two folders of own images. */
record FolderSides(Path a, Path b, FolderOptions options) implements Sides {
    @Override
    public Loaded train(int size, boolean shared) {
        check(!shared, "shared content is known for bundled sets only: leave sharedContent out for own folders");
        FolderOptions sized = options.withSize(size);
        ImageFolder left = ImageFolder.read(a, sized), right = ImageFolder.read(b, sized);
        Table report = Report.of(List.of("A", "B"), List.of(left, right), sized);
        return new Loaded(left.images(), right.images(), report);
    }

    @Override
    public TruePairs truth(Split split, int size) {
        throw new IllegalArgumentException(
                "own folders have no true pairs (asked for " + split + "): use scores that need none");
    }

    /** Images of the same name, all of which must be readable. */
    @Override
    public TruePairs pairs(int size) {
        FolderOptions strict = options.withSize(size).withOnBroken(OnBroken.REFUSE);
        ImageSet left = ImageFolder.read(a, strict).images(),
                right = ImageFolder.read(b, strict).images();
        checkPartners(a, left, b, right);
        checkPartners(b, right, a, left);
        return new TruePairs(left, right);
    }

    private static void checkPartners(Path folder, ImageSet images, Path other, ImageSet partners) {
        List<String> alone = new ArrayList<>(images.values("content"));
        alone.removeAll(new HashSet<>(partners.values("content")));
        check(
                alone.isEmpty(),
                "%d of %d images in %s have no partner of the same name in %s, such as %s: name partners alike, or remove"
                        + " these",
                alone.size(),
                images.size(),
                folder,
                other,
                alone.isEmpty() ? "" : alone.get(0));
    }

    @Override
    public boolean flip() {
        return options.flip();
    }

    @Override
    public String describe() {
        return options.withSize(64).toString();
    }
}
