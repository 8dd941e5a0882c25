package org.ui2i.notebook;

import java.awt.image.BufferedImage;
import java.util.concurrent.CompletableFuture;
import org.ui2i.plot.AltText;
import org.ui2i.plot.Display;

/**
 * What a notebook's cells call without an import: the kernel's start-up script imports these methods.
 *
 * <p>Works in JJava and IJava. Outside a kernel every method throws, saying so.
 */
public final class Notebook {
    private Notebook() {}

    /**
     * Prepares the kernel: pictures, tensors, networks, tables and charts that end a cell are shown as such, and the kernel
     * ends with the Jupyter server that started it. {@link KernelExtension} calls it on JJava, the start-up script on IJava.
     *
     * @throws IllegalArgumentException outside a kernel
     */
    public static void start() {
        start(Wires.toKernel());
    }

    static void start(Wire wire) {
        Renderers.install(wire);
        endWithServer();
    }

    // A server that is killed cannot shut its kernels down, and a kernel holds up to a gigabyte.
    private static void endWithServer() {
        String server = System.getenv("JPY_PARENT_PID");
        if (server != null && server.matches("\\d+")) {
            ProcessHandle.of(Long.parseLong(server)).ifPresent(process -> {
                CompletableFuture<?> unused =
                        process.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
            });
        }
    }

    /**
     * The page of the notebook, for live plots.
     *
     * @return a display that shows below the running cell and updates in place
     * @throws IllegalArgumentException outside a kernel
     */
    public static Display page() {
        return new NotebookDisplay(Wires.toKernel());
    }

    /**
     * Shows a picture below the running cell.
     *
     * @param image any size and type
     * @param altText what the picture says: not blank
     * @throws IllegalArgumentException outside a kernel or for a blank text
     */
    public static void show(BufferedImage image, String altText) {
        page().show(image, altText);
    }

    /**
     * Shows a picture that carries its text, as all pictures of {@code org.ui2i.plot} do.
     *
     * @param image with a text from {@link AltText#with}
     * @throws IllegalArgumentException outside a kernel or if the picture carries no text
     */
    public static void show(BufferedImage image) {
        show(image, AltText.of(image));
    }
}
