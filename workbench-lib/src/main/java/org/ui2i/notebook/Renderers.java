package org.ui2i.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ui2i.data.Tables;
import org.ui2i.nn.Part;
import org.ui2i.plot.AltText;
import org.ui2i.plot.Charts;
import org.ui2i.plot.Curves;
import org.ui2i.plot.Grid;
import org.ui2i.tensor.Grad;
import org.ui2i.train.History;
import tech.tablesaw.api.Table;

/** How the values look that a cell ends with. */
final class Renderers {
    private static final int ROWS = 10;
    private static final int IMAGES = 8;
    private static final int VALUES = 12;

    private Renderers() {}

    static void install(Wire wire) {
        wire.render(BufferedImage.class, Renderers::picture, AltText::of);
        wire.render(NDArray.class, Renderers::tensor, Renderers::numbers);
        wire.render(Part.class, part -> pre(part.summary()), Part::summary);
        wire.render(Table.class, Renderers::table, Tables::size);
        wire.render(History.class, Renderers::history, History::toString);
        wire.render(Charts.type(), chart -> picture(Charts.image(chart)), Charts::text);
    }

    private static String picture(BufferedImage image) {
        return Html.image(image, AltText.of(image));
    }

    /** Images as a row of pictures, all else as numbers. */
    static String tensor(NDArray x) {
        Shape shape = x.getShape();
        boolean images = shape.dimension() == 4 && (shape.get(1) == 1 || shape.get(1) == 3) && shape.get(0) > 0;
        if (!images || shape.get(2) * shape.get(3) == 1) {
            return pre(numbers(x));
        }
        long n = Math.min(IMAGES, shape.get(0));
        try (NDArray some = x.get("0:" + n)) {
            String title = n < shape.get(0) ? "the first " + n + " of " + shape : shape.toString();
            return picture(Grid.titled(title).row("", some).image());
        }
    }

    /** Shape, type, the range of the values, and the values if they are few. */
    static String numbers(NDArray x) {
        String shape = x.getShape() + " " + x.getDataType().name().toLowerCase(Locale.ROOT);
        if (x.getDataType() != DataType.FLOAT32 || x.size() == 0) {
            return shape;
        }
        float[] values = Grad.off(() -> x.toFloatArray());
        double mean = 0, least = values[0], most = values[0];
        for (float v : values) {
            mean += (double) v / values.length;
            least = Math.min(least, v);
            most = Math.max(most, v);
        }
        String range = String.format(Locale.ROOT, "%s, %.4g to %.4g, mean %.4g", shape, least, most, mean);
        return values.length <= VALUES ? range + ": " + Arrays.toString(values) : range;
    }

    static String history(History history) {
        return history.size() == 0
                ? pre(history.toString())
                : picture(Curves.of(history.table()).image());
    }

    static String table(Table table) {
        List<List<String>> head = Tables.head(table, ROWS);
        StringBuilder html = new StringBuilder("<table><thead>" + row(head.get(0), "th") + "</thead><tbody>");
        head.stream().skip(1).forEach(cells -> html.append(row(cells, "td")));
        return html.append("</tbody></table>") + "<p>" + Tables.size(table) + "</p>";
    }

    private static String row(List<String> cells, String tag) {
        Function<String, String> cell = text -> "<" + tag + ">" + Html.escape(text) + "</" + tag + ">";
        return "<tr>" + String.join("", cells.stream().map(cell).toList()) + "</tr>";
    }

    private static String pre(String text) {
        return "<pre>" + Html.escape(text) + "</pre>";
    }
}
