package org.ui2i.data;

import java.nio.file.Path;
import java.util.List;
import tech.tablesaw.api.Table;

/** Two domains side by side in the files of one folder: A is a picture's left half, B its right one. */
record AlignedSides(Path folder, FolderOptions options, long room) implements Sides {
    AlignedSides(Path folder, FolderOptions options) {
        this(folder, options, ImageFolder.room());
    }

    @Override
    public Loaded train(int size, boolean shared) {
        FolderOptions sized = options.withSize(size);
        ImageFolder left = half(Half.LEFT, sized), right = half(Half.RIGHT, sized);
        Table report = Report.of(List.of("A (left)", "B (right)"), List.of(left, right), sized);
        return new Loaded(left.images(), right.images(), report);
    }

    private ImageFolder half(Half half, FolderOptions sized) {
        return ImageFolder.read(List.of(folder), sized, half, room / 2).get(0);
    }

    @Override
    public TruePairs truth(Split split, int size) {
        throw new IllegalArgumentException("a folder of pairs has no splits (asked for " + split
                + "): name the folder of the pairs that scores are to see as data of its own");
    }

    /** Both halves of each file, all of which must be readable. */
    @Override
    public TruePairs pairs(int size) {
        FolderOptions strict = options.withSize(size).withOnBroken(OnBroken.REFUSE);
        return new TruePairs(
                half(Half.LEFT, strict).images(), half(Half.RIGHT, strict).images());
    }

    @Override
    public boolean flip() {
        return options.flip();
    }

    @Override
    public String describe() {
        return "halves " + options.withSize(64);
    }
}
