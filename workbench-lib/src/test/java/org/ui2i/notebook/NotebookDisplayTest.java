package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.ui2i.plot.Display;

class NotebookDisplayTest {
    private record Sent(String kind, String id, String html, String plain) {}

    private final List<Sent> sent = new ArrayList<>();
    private final Display display = new NotebookDisplay(new Wire() {
        @Override
        public void show(String id, String html, String plain) {
            sent.add(new Sent("show", id, html, plain));
        }

        @Override
        public void update(String id, String html, String plain) {
            sent.add(new Sent("update", id, html, plain));
        }

        @Override
        public <T> void render(Class<T> type, Function<? super T, String> html, Function<? super T, String> plain) {}
    });
    private final BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);

    @Test
    void aPictureGoesOutWithItsTextAndComesBackWhole() throws Exception {
        image.setRGB(2, 1, 0x123456);
        display.show(image, "a < \"b\" & c");
        String html = sent.get(0).html();
        assertTrue(
                html.startsWith("<img alt=\"a &lt; &quot;b&quot; &amp; c\" width=\"3\" height=\"2\" src=\"data:"),
                html);
        String png = html.replaceAll(".*base64,([^\"]*)\".*", "$1");
        BufferedImage back =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
        assertEquals(0xff123456, back.getRGB(2, 1));
    }

    @Test
    void anUpdateGoesWhereItsPictureIs() {
        Display.Handle first = display.show(image, "first");
        display.show(image, "second");
        first.update(image, "third");
        assertEquals("update", sent.get(2).kind());
        assertEquals(sent.get(0).id(), sent.get(2).id());
        assertNotEquals(sent.get(0).id(), sent.get(1).id());
    }

    @Test
    void aLineIsTextNotMarkup() {
        display.line("1 < 2").update("2 < 3");
        assertTrue(sent.get(1).html().contains("2 &lt; 3"), sent.get(1).html());
        assertEquals("2 < 3", sent.get(1).plain());
        assertEquals(sent.get(0).id(), sent.get(1).id());
    }

    @Test
    void htmlHasAPlainForm() {
        display.html("<p>one</p>");
        assertEquals("one", sent.get(0).plain());
    }

    @Test
    void aBlankTextIsRefusedAndNothingGoesOut() {
        assertThrows(IllegalArgumentException.class, () -> display.show(image, ""));
        assertTrue(sent.isEmpty());
    }

    @Test
    void outsideAKernelTheErrorSaysSo() {
        String message = assertThrows(IllegalArgumentException.class, () -> Notebook.show(image, "x"))
                .getMessage();
        assertTrue(message.contains("no Jupyter kernel"), message);
        assertFalse(message.contains("null"), message);
    }
}
