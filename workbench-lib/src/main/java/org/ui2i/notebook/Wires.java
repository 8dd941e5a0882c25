package org.ui2i.notebook;

import static org.ui2i.core.Check.check;

import java.util.Optional;

/** Finds the kernel that this process is, if it is one. */
final class Wires {
    private Wires() {}

    /**
     * The wire to the running kernel.
     *
     * @return the wire
     * @throws IllegalArgumentException outside a kernel
     */
    static Wire toKernel() {
        Optional<Wire> wire = jjava().or(Wires::ijava);
        check(
                wire.isPresent(),
                "no Jupyter kernel runs in this process (looked for JJava and IJava): use the console display instead");
        return wire.orElseThrow();
    }

    // A kernel's classes may be absent, so each is looked up by name before its wire class is touched.
    private static Optional<Wire> jjava() {
        if (!present("org.dflib.jjava.jupyter.kernel.BaseKernel")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JJavaWire(org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel()));
        } catch (NullPointerException e) { // how JJava says that its classes are here but no kernel runs
            return Optional.empty();
        }
    }

    // The kernel itself is not in any repository, only the library below it: hence the reflection.
    private static Optional<Wire> ijava() {
        try {
            Object kernel = Class.forName("io.github.spencerpark.ijava.IJava")
                    .getMethod("getKernelInstance")
                    .invoke(null);
            return Optional.ofNullable((io.github.spencerpark.jupyter.kernel.BaseKernel) kernel)
                    .map(IJavaWire::new);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean present(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
