package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Split;
import org.ui2i.tensor.Tensors;

class HiddenDomainsTest {
    private static final HiddenDomains VAL = HiddenDomains.bundled(Split.VAL);

    /** What the judge of the domains says of an image: told apart almost rightly. */
    private static NDArray known(NDArray x) {
        return BundledJudges.domains().judge().probabilities(x);
    }

    private static NDArray flat(NDArray x) {
        return x.reshape(x.getShape().get(0), -1);
    }

    @Test
    void theJudgeKnowsTheDomains() {
        assertTrue(
                BundledJudges.domains().accuracy() > 0.98,
                BundledJudges.domains().toString());
        assertEquals(5 * 59, VAL.truth().size());
        assertEquals(5 * 20, VAL.contents());
    }

    @Test
    void clustersAreHeldAgainstTheTruth() {
        assertTrue(VAL.clusters(HiddenDomainsTest::known).accuracy() > 0.98);
        ClusterScores one =
                VAL.clusters(x -> x.getManager().ones(new Shape(x.getShape().get(0), 3)));
        assertEquals(new ClusterScores(0.2, 0, 0, 1, 5 * 59), one);
        ClusterScores pixels = VAL.kMeans(x -> x, 5, 1);
        assertEquals(5, pixels.used());
        assertTrue(pixels.nmi() > 0.3 && pixels.accuracy() < 0.95, pixels.toString());
        try (NDManager scope = Tensors.scope()) {
            assertEquals(VAL.truth().size(), VAL.images(scope).getShape().get(0));
        }
    }

    /** The content itself is found always and arrives nowhere. */
    @Test
    void aCopyDoesNotArrive() {
        TunitScores copy = VAL.score(HiddenDomainsTest::known, HiddenDomainsTest::flat, (x, s) -> x);
        for (TunitScores.Translation t : List.of(copy.byMean(), copy.byImage())) {
            assertEquals(1, t.found(), 0.02, t.toString());
            assertEquals(t.arrived(), t.copied());
            assertTrue(t.both() < 0.05, t.toString());
        }
        assertEquals(5 * 80, copy.byMean().n());
        assertEquals(5 * 3 * 80, copy.byImage().n());
        assertEquals(0, copy.near().within());
        assertEquals(0, copy.near().between());
    }

    /** The style is an image, and the translation shows it: it arrives, without the content. */
    @Test
    void aFixedImageOfTheDomainLosesTheContent() {
        TunitScores shown =
                VAL.score(HiddenDomainsTest::known, HiddenDomainsTest::flat, (x, s) -> s.reshape(x.getShape()));
        assertTrue(shown.byImage().arrived() > 0.95, shown.toString());
        assertTrue(shown.byImage().found() < 0.1, shown.toString());
        assertTrue(shown.byImage().both() < 0.1, shown.toString());
        assertTrue(shown.near().within() < 0.8 * shown.near().between(), shown.toString());
    }

    @Test
    void withOnePseudoDomainThereIsNoOther() {
        TunitScores one = VAL.score(
                x -> x.getManager().ones(new Shape(x.getShape().get(0), 2)), HiddenDomainsTest::flat, (x, s) -> x);
        assertTrue(Double.isNaN(one.near().between()));
        assertEquals(1, one.clusters().used());
    }
}
