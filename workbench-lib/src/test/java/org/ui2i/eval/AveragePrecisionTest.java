package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Box;
import org.ui2i.data.SizeBand;
import org.ui2i.nn.Detection;

class AveragePrecisionTest {
    private static Box box(int label, double x, double edge) {
        return new Box(label, x, 0, x + edge, edge);
    }

    private static Detection hit(Box box, double score) {
        return new Detection(box, score);
    }

    @Test
    void areaUnderTheCurveByHand() {
        Box p = box(0, 0, 12), q = box(0, 30, 12), r = box(0, 0, 12);
        List<List<Box>> truth = List.of(List.of(p, q), List.of(r));
        List<List<Detection>> found =
                List.of(List.of(hit(p, 0.9), hit(box(0, 60, 12), 0.8), hit(q, 0.5)), List.of(hit(box(0, 60, 12), 0.4)));
        // right, wrong, right, wrong: precision 1, 1/2, 2/3, 1/2; recall 1/3, 1/3, 2/3, 2/3
        assertEquals((1 + 2.0 / 3) / 3, AveragePrecision.ofClass(found, truth, 0), 1e-12);
    }

    @Test
    void precisionIsMadeFallingFromTheRight() {
        Box p = box(0, 0, 12), q = box(0, 30, 12);
        List<List<Detection>> found = List.of(List.of(hit(box(0, 60, 12), 0.9), hit(p, 0.8), hit(q, 0.7)));
        // wrong, right, right: precision 0, 1/2, 2/3; from the right 2/3 at both steps
        assertEquals(2.0 / 3, AveragePrecision.ofClass(found, List.of(List.of(p, q)), 0), 1e-12);
    }

    @Test
    void aSecondHitOnTheSameBoxIsWrong() {
        Box p = box(0, 0, 12), q = box(0, 30, 12);
        List<List<Detection>> found = List.of(List.of(hit(p, 0.9), hit(p, 0.8), hit(q, 0.7)));
        assertEquals((1 + 2.0 / 3) / 2, AveragePrecision.ofClass(found, List.of(List.of(p, q)), 0), 1e-12);
    }

    @Test
    void onlyHalfAnOverlapOfTheSameClassAndImageCounts() {
        Box p = new Box(0, 0, 0, 10, 10);
        List<List<Box>> truth = List.of(List.of(p), List.of());
        assertEquals(1, AveragePrecision.mean(List.of(List.of(hit(new Box(0, 0, 0, 10, 5), 0.5)), List.of()), truth));
        assertEquals(0, AveragePrecision.mean(List.of(List.of(hit(new Box(0, 0, 0, 10, 4.9), 0.5)), List.of()), truth));
        assertEquals(0, AveragePrecision.mean(List.of(List.of(hit(new Box(1, 0, 0, 10, 10), 0.5)), List.of()), truth));
        assertEquals(0, AveragePrecision.mean(List.of(List.of(), List.of(hit(p, 0.5))), truth));
        assertEquals(0, AveragePrecision.mean(List.of(List.of(), List.of()), truth));
    }

    @Test
    void meanIsOverTheClassesThatAreThere() {
        Box p = box(0, 0, 12), q = box(1, 30, 12);
        List<List<Detection>> found = List.of(List.of(hit(p, 0.9), hit(box(2, 0, 12), 0.9)));
        assertEquals(0.5, AveragePrecision.mean(found, List.of(List.of(p, q))), 1e-12);
        assertEquals(Double.NaN, AveragePrecision.ofClass(found, List.of(List.of(p, q)), 2));
    }

    @Test
    void aPartIsScoredWithTheRestIgnored() {
        Box small = box(0, 0, 12), large = box(0, 30, 25);
        List<List<Box>> truth = List.of(List.of(small, large));
        Predicate<Box> isSmall = b -> b.band() == SizeBand.SMALL;
        // the large one's finder does not count, a small miss does, a large miss does not
        List<List<Detection>> found = List.of(
                List.of(hit(large, 0.95), hit(box(0, 70, 25), 0.9), hit(box(0, 100, 12), 0.8), hit(small, 0.7)));
        assertEquals(0.5, AveragePrecision.mean(found, truth, isSmall), 1e-12);
        assertEquals(1, AveragePrecision.mean(found, truth, b -> b.band() == SizeBand.LARGE), 1e-12);
        assertEquals(Double.NaN, AveragePrecision.mean(found, truth, b -> b.band() == SizeBand.MEDIUM));
    }

    @Test
    void countsMustAgree() {
        assertThrows(
                IllegalArgumentException.class,
                () -> AveragePrecision.mean(List.of(), List.of(List.of(box(0, 0, 12)))));
    }
}
