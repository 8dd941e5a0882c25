package org.ui2i.data;

import static org.ui2i.core.Check.check;

import tech.tablesaw.api.Table;

/** Scenes as unpaired images without boxes, for translators of whole images: the first ones of either domain. */
record SceneSides(Scenes scenes) implements Sides {
    private static final int COUNT = 1000; // training images a domain
    private static final int HELD_OUT = 200;

    @Override
    public Loaded train(int size, boolean shared) {
        ImageSet a = scenes.a(COUNT);
        ImageSet b = shared ? scenes.truth(Split.TRAIN, COUNT).images().b() : scenes.b(COUNT);
        ImageSet left = shrunk(a, size), right = shrunk(b, size);
        Table report = Report.empty();
        Report.bundled(report, "A: day", left);
        Report.bundled(report, "B: night", right);
        return new Loaded(left, right, report);
    }

    @Override
    public TruePairs truth(Split split, int size) {
        TruePairs pairs = scenes.truth(split, HELD_OUT).images();
        return new TruePairs(shrunk(pairs.a(), size), shrunk(pairs.b(), size));
    }

    @Override
    public boolean flip() {
        return false;
    }

    @Override
    public String describe() {
        return "scenes " + scenes.hash();
    }

    private static ImageSet shrunk(ImageSet images, int size) {
        int edge = images.width();
        check(size >= 1 && edge % size == 0, "size %d: scenes are %d pixels, use that or a divisor of it", size, edge);
        byte[][] small = new byte[images.size()][];
        for (int i = 0; i < small.length; i++) {
            small[i] = Pixels.blocks(images.bytes(i), images.channels(), edge, edge / size);
        }
        return new ImageSet(small, images.channels(), size, size, images.manifest());
    }
}
