package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.ui2i.nn.Init;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Tensors;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Values that end a cell, through JJava's own renderer. */
class RenderersTest {
    private final NDManager scope = Tensors.scope();
    private final Renderer renderer = new Renderer();

    RenderersTest() {
        Renderers.install(new JJavaWire(renderer, data -> {}, data -> {}));
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private String html(Object value) {
        DisplayData data = renderer.render(value);
        return String.valueOf(data.getData(MIMEType.TEXT_HTML));
    }

    @Test
    void imagesAreAPicture() {
        String html = html(scope.zeros(new Shape(9, 3, 4, 4)));
        assertTrue(html.startsWith("<img alt="), html);
        assertTrue(html.contains("the first 8 of (9, 3, 4, 4)"), html);
    }

    @Test
    void otherTensorsAreNumbers() {
        NDArray x = Tensors.of(scope, new float[] {1, 2, 6}, new Shape(3));
        assertEquals("<pre>(3) float32, 1.000 to 6.000, mean 3.000: [1.0, 2.0, 6.0]</pre>", html(x));
        assertEquals("<pre>(5, 8) float32, 0.000 to 0.000, mean 0.000</pre>", html(scope.zeros(new Shape(5, 8))));
        assertEquals("<pre>(2) int64</pre>", html(scope.create(new long[] {1, 2})));
    }

    @Test
    void aNetworkIsItsSummary() {
        String html = html(new Mlp(new Mlp.Config(2, 4, 3, 2), Weights.seeded(1, Init.KAIMING)));
        assertTrue(html.contains("(4, 2)") && html.contains("parameters"), html);
    }

    @Test
    void aTableShowsItsHeadEscaped() {
        Table table = Table.create(
                IntColumn.create("n", java.util.stream.IntStream.range(0, 12).toArray()),
                StringColumn.create("<name>", java.util.Collections.nCopies(12, "a & b")));
        String html = html(table);
        assertTrue(html.contains("<th>&lt;name&gt;</th>") && html.contains("<td>a &amp; b</td>"), html);
        assertEquals(11, html.split("<tr>").length - 1);
        assertTrue(html.endsWith("<p>12 rows, 2 columns</p>"), html);
    }

    @Test
    void aChartIsAPictureThatNamesItsSeries() {
        XYChart chart =
                new XYChartBuilder().width(200).height(100).title("Loss").build();
        chart.addSeries("gan", new double[] {0, 1}, new double[] {2, 1});
        assertTrue(html(chart).startsWith("<img alt=\"Loss: gan\""), "alt text");
    }
}
