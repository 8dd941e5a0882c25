package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tech.tablesaw.api.Table;

/** Two folders of own images. */
record FolderSides(Path a, Path b, FolderOptions options, long room) implements Sides {
    FolderSides(Path a, Path b, FolderOptions options) {
        this(a, b, options, ImageFolder.room());
    }

    @Override
    public Loaded train(int size, boolean shared) {
        check(!shared, "shared content is known for bundled sets only: leave sharedContent out for own folders");
        FolderOptions sized = options.withSize(size);
        List<ImageFolder> both = both(sized);
        Table report = Report.of(List.of("A", "B"), both, sized);
        return new Loaded(both.get(0).images(), both.get(1).images(), report);
    }

    private List<ImageFolder> both(FolderOptions sized) {
        return ImageFolder.read(List.of(a, b), sized, Half.WHOLE, room);
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
        List<ImageFolder> both = both(strict);
        ImageSet left = both.get(0).images(), right = both.get(1).images();
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
