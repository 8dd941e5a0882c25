package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class DigitDomainsTest {
    private static final DigitDomains DATA = Datasets.digits().batch(6);

    @Test
    void countsAreAsDocumented() {
        assertEquals(4000, DATA.source(Split.TRAIN).size());
        assertEquals(500, DATA.source(Split.VAL).size());
        assertEquals(1000, DATA.source(Split.TEST).size());
        assertEquals(1197, DATA.target(Split.TRAIN).size());
        assertEquals(200, DATA.target(Split.VAL).size());
        assertEquals(400, DATA.target(Split.TEST).size());
        assertEquals(10, DATA.target(Split.TEST).values("class").size());
    }

    @Test
    void labelsBelongToTheImages() {
        try (NDManager manager = Tensors.scope()) {
            LabelledPair x = DATA.batch(new Step(manager, 3, 7));
            assertEquals(DataType.INT64, x.labels().getDataType());
            for (int i = 0;
                    i < 6;
                    i++) { // the name of a source is domain/class/content, the content mnist-LABEL-NUMBER
                String content = x.sources().get(i).split("/")[2];
                assertEquals(Long.parseLong(content.split("-")[1]), x.labels().getLong(i));
            }
            assertEquals("(6, 1, 32, 32)", x.b().getShape().toString());
            assertEquals(-1, x.b().min().getFloat(), "background is black");
            assertTrue(x.sources().get(6).startsWith("optical/"));
            assertEquals(
                    x.a(),
                    Datasets.digits().batch(6).batch(new Step(manager, 3, 7)).a());
            assertNotEquals(x.sources(), DATA.batch(new Step(manager, 3, 8)).sources());
        }
    }

    @Test
    void opticalDigitsAreCentredByMassAsMnist() {
        for (ImageSet images : java.util.List.of(DATA.source(Split.TEST), DATA.target(Split.TEST))) {
            double worst = 0;
            for (int i = 0; i < images.size(); i++) {
                double mass = 0, x = 0, y = 0;
                for (int j = 0; j < 1024; j++) {
                    double v = images.bytes(i)[j] & 255;
                    mass += v;
                    x += v * (j % 32 + 0.5);
                    int row = j / 32;
                    y += v * (row + 0.5);
                }
                worst = Math.max(worst, Math.max(Math.abs(x / mass - 16), Math.abs(y / mass - 16)));
            }
            assertTrue(worst < 1.1, "centre of mass is off by " + worst + " pixels");
        }
    }

    @Test
    void aMeanImageOfMnistTellsOpticalDigits() { // alignment works: far above the 10 % of chance, no training
        ImageSet mnist = DATA.source(Split.TRAIN), optical = DATA.target(Split.TEST);
        int[] digits = DigitDomains.labels(mnist), truth = DigitDomains.labels(optical);
        double[][] means = new double[10][1024];
        for (int i = 0; i < mnist.size(); i++) {
            for (int j = 0; j < 1024; j++) {
                means[digits[i]][j] += (mnist.bytes(i)[j] & 255) / 400.0;
            }
        }
        int right = 0;
        for (int i = 0; i < optical.size(); i++) {
            right += nearest(means, optical.bytes(i)) == truth[i] ? 1 : 0;
        }
        assertTrue(right > 0.5 * optical.size(), right + " of " + optical.size());
    }

    private static int nearest(double[][] means, byte[] image) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int k = 0; k < means.length; k++) {
            double d = 0;
            for (int j = 0; j < image.length; j++) {
                d += Math.pow(means[k][j] - (image[j] & 255), 2);
            }
            if (d < least) {
                least = d;
                best = k;
            }
        }
        return best;
    }

    @Test
    void reversedExchangesTheRoles() {
        assertArrayEquals(
                DigitDomains.labels(DATA.target(Split.VAL)),
                DigitDomains.labels(DATA.reversed().source(Split.VAL)));
        assertNotEquals(DATA.hash(), DATA.reversed().hash());
    }

    @Test
    void splitsShareNoImage() {
        assertTrue(Collections.disjoint(
                DATA.target(Split.TRAIN).values("content"),
                DATA.target(Split.TEST).values("content")));
        assertTrue(Collections.disjoint(
                DATA.source(Split.TRAIN).values("sha256"),
                DATA.source(Split.TEST).values("sha256")));
    }

    @Test
    void unpairedDigitsHaveNoTruth() {
        UnpairedImages data = UnpairedImages.bundled("digits");
        assertEquals(4000, data.a().size());
        assertEquals(1197, data.b().size());
        assertThrows(IllegalArgumentException.class, () -> data.truth(Split.TEST));
        assertThrows(
                IllegalArgumentException.class, () -> data.sharedContent(true).a());
    }
}
