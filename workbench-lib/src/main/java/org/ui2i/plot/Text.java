package org.ui2i.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Words in pictures: the system's sans serif, or built-in dot-matrix letters where a bare system has no font at all. */
interface Text {
    /** The system's letters if it has any. */
    static Text system() {
        return Chosen.TEXT;
    }

    /** A font system without fonts throws on first use, so it is tried once. */
    final class Chosen {
        private static final Text TEXT = SystemText.works() ? new SystemText() : new DotText();

        private Chosen() {}
    }

    /** Width in pixels of a line. */
    int width(String line, int size, boolean bold);

    /** Draws a line whose left end is x and whose baseline is y. */
    void draw(Graphics2D g, String line, int x, int y, int size, boolean bold);

    /** Draws a line centred on x. */
    default void centred(Graphics2D g, String line, int x, int y, int size, boolean bold) {
        draw(g, line, x - width(line, size, bold) / 2, y, size, bold);
    }

    /** Draws a line that ends at x. */
    default void endingAt(Graphics2D g, String line, int x, int y, int size, boolean bold) {
        draw(g, line, x - width(line, size, bold), y, size, bold);
    }

    /** Breaks a text into lines of at most the given width; a single longer word stays whole. */
    default List<String> wrap(String text, int width, int size, boolean bold) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, size, bold) > width) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }

    /** AWT's letters. */
    final class SystemText implements Text {
        private static final FontRenderContext CONTEXT = new FontRenderContext(new AffineTransform(), true, true);

        static boolean works() {
            try {
                return font(12, false).getStringBounds("A", CONTEXT).getWidth() > 0;
            } catch (RuntimeException | InternalError | LinkageError e) {
                return false; // no font configuration or no font library
            }
        }

        private static Font font(int size, boolean bold) {
            return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size);
        }

        @Override
        public int width(String line, int size, boolean bold) {
            return (int)
                    Math.ceil(font(size, bold).getStringBounds(line, CONTEXT).getWidth());
        }

        @Override
        public void draw(Graphics2D g, String line, int x, int y, int size, boolean bold) {
            g.setFont(font(size, bold));
            g.drawString(line, x, y);
        }
    }

    /** Dot-matrix letters of 5 x 7 points for printable ASCII, drawn as squares; what they lack becomes a question mark. */
    final class DotText implements Text {
        private static final int ADVANCE = 6;
        // Five columns a letter from the space on, two hexadecimal digits a column, lowest bit at the top.
        private static final String COLUMNS =
                ("0000000000 00005F0000 0007000700 147F147F14 242A7F2A12 2313086462 3649552250"
                                + " 0005030000 001C224100 0041221C00 082A1C2A08 08083E0808 0050300000 0808080808 0060600000 2010080402"
                                + " 3E5149453E 00427F4000 4261514946 2141454B31 1814127F10 2745454539 3C4A494930 0171090503 3649494936"
                                + " 064949291E 0036360000 0056360000 0008142241 1414141414 4122140800 0201510906 324979413E 7E1111117E"
                                + " 7F49494936 3E41414122 7F4141221C 7F49494941 7F09090101 3E41415132 7F0808087F 00417F4100 2040413F01"
                                + " 7F08142241 7F40404040 7F0204027F 7F0408107F 3E4141413E 7F09090906 3E4151215E 7F09192946 4649494931"
                                + " 01017F0101 3F4040403F 1F2040201F 7F2018207F 6314081463 0304780403 6151494543 00007F4141 0204081020"
                                + " 41417F0000 0402010204 4040404040 0001020400 2054545478 7F48444438 3844444420 384444487F 3854545418"
                                + " 087E090102 081454543C 7F08040478 00447D4000 2040443D00 007F102844 00417F4000 7C04180478 7C08040478"
                                + " 3844444438 7C14141408 081414187C 7C08040408 4854545420 043F444020 3C4040207C 1C2040201C 3C4030403C"
                                + " 4428102844 0C5050503C 4464544C44 0008364100 00007F0000 0041360800 0804081008")
                        .replace(" ", "");

        private static int dot(int size) {
            return Math.max(1, Math.round(size / 10f));
        }

        @Override
        public int width(String line, int size, boolean bold) {
            return line.length() * ADVANCE * dot(size);
        }

        @Override
        public void draw(Graphics2D g, String line, int x, int y, int size, boolean bold) {
            int dot = dot(size);
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                letter(g, c < ' ' || c > '~' ? '?' : c, x + i * ADVANCE * dot, y - 7 * dot, dot);
            }
        }

        private static void letter(Graphics2D g, char c, int left, int top, int dot) {
            for (int column = 0; column < 5; column++) {
                int at = ((c - ' ') * 5 + column) * 2;
                int bits = Integer.parseInt(COLUMNS.substring(at, at + 2), 16);
                for (int row = 0; row < 7; row++) {
                    if ((bits >> row & 1) == 1) {
                        g.fillRect(left + column * dot, top + row * dot, dot, dot);
                    }
                }
            }
        }
    }

    /** Ink for words. */
    Color INK = new Color(0x22, 0x22, 0x22);

    /** Ink for what matters less. */
    Color FAINT = new Color(0x66, 0x66, 0x66);
}
