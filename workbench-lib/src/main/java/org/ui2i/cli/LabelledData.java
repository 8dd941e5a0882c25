package org.ui2i.cli;

/** Labelled data on the command line. */
final class LabelledData {
    private LabelledData() {}

    /** What {@code --data} takes, for the help page. */
    static final String HELP = "Data (--data):%n"
            + "  glyph-cuts   letters of free fonts in four cuts; labels bold and italic%n"
            + "  hand-tones   hands by Noto; labels none, light, medium-light, medium,%n"
            + "               medium-dark, dark, one of which is right%n"
            + "  folder:PATH  own images: every folder in PATH is a domain, its name the label.%n"
            + "               Colour, centre squares";
}
