package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class CurvesTest {
    private static final double[] STEPS = {1, 2, 3};

    private static int count(BufferedImage image, Color colour, int fromX, int toX) {
        int n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = fromX; x < toX; x++) {
                n += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return n;
    }

    @Test
    void theTextGivesTheSmoothedLastValueOfEachTerm() {
        // a = 0.5: s = 2, 3, 3.5 over (0.5, 0.75, 0.875) = 4, 4, 4; the second: 0.5, 1.25, 2.625 -> 2.625 / 0.875 = 3
        Map<String, double[]> terms = new LinkedHashMap<>();
        terms.put("gen/gan", new double[] {4, 4, 4});
        terms.put("gen/total", new double[] {1, 2, 4});
        BufferedImage image =
                Curves.of(STEPS, terms).smooth(0.5).title("UNIT").width(700).image();
        assertEquals("UNIT. Loss up to step 3: gen/gan 4, gen/total 3", AltText.of(image));
        assertEquals(700, image.getWidth());
    }

    @Test
    void missingValuesAreSkippedAndColumnsOfOtherKindsIgnored() {
        Table table = Table.create(
                LongColumn.create("step", 1L, 2L, 3L),
                DoubleColumn.create("dis/gan", 1.0, Double.NaN, 3.0),
                StringColumn.create("note", "a", "b", "c"));
        assertEquals(
                "Loss up to step 3: dis/gan 3",
                AltText.of(Curves.of(table).smooth(0).image()));
    }

    @Test
    void linesStayLeftOfTheLegend() {
        BufferedImage image = Curves.of(STEPS, Map.of("total", new double[] {1, 3, 2}))
                .smooth(0)
                .image();
        int legend = 0; // the legend's swatch starts at the first pure column after the plot's blank right edge
        for (int x = 650; x > 0 && legend == 0; x--) {
            legend = count(image, Sheet.colour(0), x, x + 1) == 0 && x < 620 ? x : 0;
        }
        assertTrue(count(image, Sheet.colour(0), 0, legend) > 100, "the line is drawn");
        assertTrue(count(image, Sheet.colour(0), legend, 700) > 20, "the swatch is drawn");
    }

    @Test
    void aLogScaleComesWhereValuesSpanDecades() {
        assertEquals("loss (log)", panel(1000, 1).yLabel());
        assertEquals("loss", panel(20, 1).yLabel());
        assertEquals("loss", panel(1000, -1).yLabel(), "negative values have no logarithm");
    }

    private static CurvePanel panel(double first, double last) {
        return new CurvePanel(Map.of("x", new double[] {first, 5, last}), STEPS, 0, null, "step", "loss");
    }

    @Test
    void ticksOfAShortRunAreRound() {
        double[] steps = IntStream.rangeClosed(1, 40).asDoubleStream().toArray();
        BufferedImage image = Curves.of(steps, Map.of("total", steps)).smooth(0).image();
        int[] line = IntStream.range(0, 600) // left of the legend
                .filter(x -> count(image, Sheet.colour(0), x, x + 1) > 0)
                .toArray();
        int first = line[0], last = line[line.length - 1];
        int[] grid = IntStream.rangeClosed(first - 1, last + 1)
                .filter(x -> count(image, Color.WHITE, x, x + 1) < image.getHeight() / 2)
                .toArray();
        assertTrue(grid.length >= 3, "there are grid lines");
        for (int x : grid) {
            double step = 1 + 39.0 * (x - first) / (last - first);
            assertEquals(5.0 * Math.round(step / 5), step, .3, "a multiple of five");
        }
    }

    @Test
    void playersGetAPanelEach() {
        int one = Curves.of(STEPS, Map.of("gen/x", STEPS)).image().getHeight();
        int two =
                Curves.of(STEPS, Map.of("gen/x", STEPS, "dis/x", STEPS)).image().getHeight();
        assertTrue(two > one, one + " " + two);
    }

    @Test
    void nothingYetOrNothingFiniteStillDraws() {
        assertEquals(
                "Loss up to step 0: total none",
                AltText.of(
                        Curves.of(new double[0], Map.of("total", new double[0])).image()));
        double[] broken = {Double.NaN, Double.POSITIVE_INFINITY, Double.NaN};
        assertTrue(AltText.of(Curves.of(STEPS, Map.of("total", broken)).image()).endsWith("total none"));
        double[] negative = {-1, -2, -3};
        Curves.of(STEPS, Map.of("total", negative)).log(true).image();
    }

    @Test
    void errorsNameTheTerm() {
        Curves curves = Curves.of(STEPS, Map.of("total", STEPS));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> curves.only("gan"))
                .getMessage()
                .contains("\"gan\": use one of [total]"));
        assertThrows(IllegalArgumentException.class, () -> Curves.of(STEPS, Map.of("x", new double[2])));
        assertThrows(IllegalArgumentException.class, () -> Curves.of(Table.create(DoubleColumn.create("x", 1.0))));
    }
}
