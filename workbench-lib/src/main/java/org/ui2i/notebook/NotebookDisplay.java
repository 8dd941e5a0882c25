package org.ui2i.notebook;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.util.UUID;
import org.ui2i.plot.Display;

/** Shows things on a notebook's page and replaces them in place. */
final class NotebookDisplay implements Display {
    private final Wire wire;

    NotebookDisplay(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Handle show(BufferedImage image, String altText) {
        String id = UUID.randomUUID().toString();
        wire.show(id, picture(image, altText), altText);
        return (next, text) -> wire.update(id, picture(next, text), text);
    }

    @Override
    public Line line(String text) {
        String id = UUID.randomUUID().toString();
        wire.show(id, paragraph(text), text);
        return next -> wire.update(id, paragraph(next), next);
    }

    @Override
    public void html(String html) {
        wire.show(
                UUID.randomUUID().toString(),
                html,
                html.replaceAll("<[^>]*>", " ").strip());
    }

    private static String picture(BufferedImage image, String altText) {
        check(
                !altText.isBlank(),
                "the text for a picture of %d x %d is blank: say what it shows",
                image.getWidth(),
                image.getHeight());
        return Html.image(image, altText);
    }

    private static String paragraph(String text) {
        return "<pre style=\"margin:0\">" + Html.escape(text) + "</pre>";
    }
}
