package org.ui2i.notebook;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import java.util.function.Function;

/** The wire to IJava. */
final class IJavaWire implements Wire {
    // Not setDisplayId: its return type differs between the kernel's versions, and a call compiled for one fails on
    // another.
    private static final String ID = "display_id";

    private final Renderer renderer;
    private final Consumer<DisplayData> show;
    private final Consumer<DisplayData> update;

    IJavaWire(BaseKernel kernel) {
        this(kernel.getRenderer(), kernel::display, whileACellRuns(kernel.getIO()));
    }

    IJavaWire(Renderer renderer, Consumer<DisplayData> show, Consumer<DisplayData> update) {
        this.renderer = renderer;
        this.show = show;
        this.update = update;
    }

    static Consumer<DisplayData> whileACellRuns(JupyterIO io) {
        return data -> {
            if (io.display.isAttached()) {
                io.display.updateDisplay(data);
            }
        };
    }

    @Override
    public void show(String id, String html, String plain) {
        show.accept(data(id, html, plain));
    }

    @Override
    public void update(String id, String html, String plain) {
        update.accept(data(id, html, plain));
    }

    @Override
    public void renderImages(Function<BufferedImage, String> html, Function<BufferedImage, String> plain) {
        renderer.createRegistration(BufferedImage.class).preferring("text/html").register((image, context) -> {
            context.getOutputContainer().putHTML(html.apply(image));
            context.getOutputContainer().putText(plain.apply(image));
        });
    }

    private static DisplayData data(String id, String html, String plain) {
        DisplayData data = new DisplayData(plain);
        data.putHTML(html);
        data.putTransientData(ID, id);
        return data;
    }
}
