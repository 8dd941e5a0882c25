package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Two domains of a bundled set. Its manifest's split is {@code a} (contents of the first domain), {@code b} (of the
 * second), {@code val} or {@code test}.
 *
 * @param folder with atlases, manifest and selection
 * @param a the first domain
 * @param b the second
 * @param channels 1 or 3
 * @param flip whether images are mirrored at random
 * @param kind keeps the contents of one kind, if given
 */
record BundledSides(Path folder, Side a, Side b, int channels, boolean flip, @Nullable String kind) implements Sides {
    /**
     * One domain.
     *
     * @param domain the atlas
     * @param only keeps one class of the manifest, if given
     * @param edges whether to show gradient magnitudes instead of the images
     */
    record Side(String domain, @Nullable String only, boolean edges) {
        String label() {
            return (edges ? "edges of " : "") + (only == null ? domain : only);
        }
    }

    static Side whole(String domain) {
        return new Side(domain, null, false);
    }

    @Override
    public Loaded train(int size, boolean shared) {
        ImageSet left = load(a, size, word -> word.equals("a"));
        ImageSet right = load(b, size, word -> word.equals(shared ? "a" : "b"));
        Table report = Report.empty();
        Report.bundled(report, "A: " + a.label(), left);
        Report.bundled(report, "B: " + b.label(), right);
        return new Loaded(left, right, report);
    }

    @Override
    public TruePairs truth(Split split, int size) {
        return new TruePairs(load(a, size, split::holds), load(b, size, split::holds));
    }

    /** A's images of a split. */
    ImageSet a(Split split, int size) {
        return load(a, size, split::holds);
    }

    /** Images as they are: letters have a left and a right. */
    static BundledSides of(Path folder, Side a, Side b, int channels) {
        return new BundledSides(folder, a, b, channels, false, null);
    }

    /** Mirrored at random: a mirrored drawing is as good a drawing, and few images become twice as many. */
    BundledSides mirrored() {
        return new BundledSides(folder, a, b, channels, true, kind);
    }

    /** Contents of one kind only, by the selection's column {@code kind}. */
    BundledSides ofKind(String only) {
        return new BundledSides(folder, a, b, channels, flip, only);
    }

    @Override
    public String describe() {
        return folder.getFileName() + " " + a + " " + b + (flip ? " mirrored" : "") + (kind == null ? "" : " " + kind);
    }

    private ImageSet load(Side side, int size, java.util.function.Predicate<String> splits) {
        UnaryOperator<Table> lines = table -> {
            StringColumn split = table.stringColumn("split");
            Table kept = table.where(split.eval(splits));
            if (kind != null) {
                kept = kept.where(kept.stringColumn("content").eval(Manifest.ofKind(folder, kind)::contains));
            }
            return side.only == null
                    ? kept
                    : kept.where(kept.stringColumn("class").isEqualTo(side.only));
        };
        ImageSet images = Atlas.read(folder, side.domain, lines, size, channels);
        check(
                images.size() > 0,
                "'%s' is no class of %s: see 'workbench inspect' for its classes",
                side.label(),
                folder.getFileName());
        return side.edges ? Edges.of(images) : images;
    }
}
