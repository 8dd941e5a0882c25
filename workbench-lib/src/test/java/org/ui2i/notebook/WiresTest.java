package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two wires against the kernels' own classes, with the sockets left out. */
class WiresTest {
    private final BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);

    @Test
    void jjavaGetsBothFormsAndTheName() {
        List<org.dflib.jjava.jupyter.kernel.display.DisplayData> sent = new ArrayList<>();
        JJavaWire wire = new JJavaWire(new org.dflib.jjava.jupyter.kernel.display.Renderer(), sent::add, sent::add);
        wire.show("id", "<b>x</b>", "x");
        wire.update("id", "<b>y</b>", "y");
        assertEquals("id", sent.get(0).getDisplayId());
        assertEquals("id", sent.get(1).getDisplayId());
        assertEquals("<b>y</b>", sent.get(1).getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML));
    }

    @Test
    void jjavaRendersAPictureAsHtml() {
        var renderer = new org.dflib.jjava.jupyter.kernel.display.Renderer();
        new JJavaWire(renderer, data -> {}, data -> {})
                .render(BufferedImage.class, x -> "<img alt=\"two pixels\">", x -> "two pixels");
        assertEquals(
                "<img alt=\"two pixels\">",
                renderer.render(image).getData(org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML));
    }

    @Test
    void ijavaGetsBothFormsAndTheName() {
        List<io.github.spencerpark.jupyter.kernel.display.DisplayData> sent = new ArrayList<>();
        IJavaWire wire =
                new IJavaWire(new io.github.spencerpark.jupyter.kernel.display.Renderer(), sent::add, sent::add);
        wire.show("id", "<b>x</b>", "x");
        wire.update("id", "<b>y</b>", "y");
        assertEquals("id", sent.get(1).getDisplayId());
        assertEquals(
                "<b>x</b>", sent.get(0).getData(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML));
    }

    @Test
    void ijavaRendersAPictureAsHtml() {
        var renderer = new io.github.spencerpark.jupyter.kernel.display.Renderer();
        new IJavaWire(renderer, data -> {}, data -> {})
                .render(BufferedImage.class, x -> "<img alt=\"two pixels\">", x -> "two pixels");
        assertEquals(
                "<img alt=\"two pixels\">",
                renderer.render(image).getData(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML));
    }

    @Test
    void anUpdateBetweenCellsIsDropped() {
        var io = new org.dflib.jjava.jupyter.kernel.JupyterIO(StandardCharsets.UTF_8);
        JJavaWire.whileACellRuns(io).accept(new org.dflib.jjava.jupyter.kernel.display.DisplayData("late"));
        assertEquals(false, io.display.isAttached());
    }
}
