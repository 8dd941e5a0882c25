package org.ui2i.data;

import static org.ui2i.core.Check.check;

import tech.tablesaw.api.Table;

/** The two origins of digits as unpaired images, without labels. */
record DigitSides(String a, String b) implements Sides {
    @Override
    public Loaded train(int size, boolean shared) {
        check(!shared, "no image of digits has a counterpart: leave sharedContent out");
        ImageSet left = DigitDomains.load(a, Split.TRAIN, size), right = DigitDomains.load(b, Split.TRAIN, size);
        Table report = Report.empty();
        Report.bundled(report, "A: " + a, left);
        Report.bundled(report, "B: " + b, right);
        return new Loaded(left, right, report);
    }

    @Override
    public TruePairs truth(Split split, int size) {
        throw new IllegalArgumentException("digits have no true pairs (asked for " + split + "): score with a judge");
    }

    @Override
    public boolean flip() {
        return false;
    }

    @Override
    public String describe() {
        return "digits " + a + " " + b;
    }
}
