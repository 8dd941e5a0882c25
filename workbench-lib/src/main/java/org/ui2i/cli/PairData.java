package org.ui2i.cli;

/** Unpaired data on the command line. */
final class PairData {
    private PairData() {}

    /** What {@code --data} takes, for the help page. */
    static final String HELP = "Data (--data), domain A first; what follows a colon may be left out:%n"
            + "  glyph-styles:regular,bold-italic  letters of free fonts in two of four cuts:%n"
            + "                                    regular, italic, bold, bold-italic%n"
            + "  emoji-drawers:noto,twemoji        the same emoji by two drawers%n"
            + "  emoji-edges:noto                  a drawer's emoji (B) and their outlines (A)%n"
            + "  emoji-tones:light,dark            people and hands in two of six skin tones%n"
            + "  hand-tones:light,dark             the hands among them%n"
            + "  digits:mnist,optical              handwritten digits of two origins%n"
            + "  scenes                            emoji in scenes by day and by night%n"
            + "  folder:PATH                       own images: PATH holds two folders of them%n"
            + "  folder:PATH_A,PATH_B              own images in two folders%n"
            + "  aligned:PATH                      pictures whose left half is A and whose right half is B";
}
