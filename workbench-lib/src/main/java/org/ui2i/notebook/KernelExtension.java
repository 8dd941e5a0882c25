package org.ui2i.notebook;

import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.ui2i.tensor.Tensors;

/**
 * What JJava loads by itself when the library is on its class path (service loader): the lessons' imports, renderers, a
 * cell's memory given back when it ends, and errors that begin with the student's own line.
 */
public final class KernelExtension implements Extension {
    private static final Logger LOG = Logger.getLogger(KernelExtension.class.getName());

    /** For the service loader. */
    public KernelExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        Notebook.start(new JJavaWire(kernel));
        kernel.evalRaw(imports());
        try {
            JShell jshell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
            Reserve reserve = new Reserve();
            watch(jshell, new Shell(jshell, loader(kernel)), reserve);
            reserve.watch(kernel);
            Reserve.endRatherThanHang();
        } catch (ReflectiveOperationException e) {
            LOG.log(
                    Level.WARNING,
                    "this kernel is another JJava: cells' tensors stay in memory, or a full heap ends it",
                    e);
        }
    }

    /** The imports that every lesson starts with. */
    static String imports() {
        try (InputStream in =
                present(KernelExtension.class.getResourceAsStream("imports.jsh"), "imports.jsh is missing")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading imports.jsh from the library failed", e);
        }
    }

    private static ClassLoader loader(BaseKernel kernel) throws ReflectiveOperationException {
        Method loader = kernel.getClass().getDeclaredMethod("getClassLoader"); // protected
        loader.setAccessible(true);
        return (ClassLoader) loader.invoke(kernel);
    }

    private static void watch(JShell jshell, Shell shell, Reserve reserve) {
        Cells cells = new Cells(Tensors::root, shell::variables);
        jshell.onSnippetEvent(event -> {
            shell.failure(event).ifPresent(System.err::println);
            try {
                if (Tensors.started()) { // the engine starts with the first tensor's cell, not with the kernel
                    cells.ended();
                }
                reserve.renew();
            } catch (OutOfMemoryError e) {
                return; // the cell's own message is out; the next one that has room frees the tensors
            }
        });
    }
}
