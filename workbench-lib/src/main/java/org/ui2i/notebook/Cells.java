package org.ui2i.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Frees the tensors that cells left behind. A tensor made in a cell hangs on the process's root manager; without this it
 * stays there for good, even if no variable holds it. One that is only shown lives until the next snippet has run, since
 * the kernel draws it after its own.
 */
final class Cells {
    private final Supplier<NDManager> manager;
    private final Supplier<? extends Collection<?>> variables;
    private Set<NDArray> before = identities();

    /**
     * Watches a manager.
     *
     * @param manager whose own tensors are freed, asked for after a snippet; those of managers below it are not touched
     * @param variables what the notebook's variables hold now
     */
    Cells(Supplier<NDManager> manager, Supplier<? extends Collection<?>> variables) {
        this.manager = manager;
        this.variables = variables;
    }

    /** To be called after each snippet. */
    synchronized void ended() {
        NDManager root = manager.get();
        Set<NDArray> now = identities();
        root.getManagedArrays().stream() // those of managers below are listed, too
                .filter(x -> x.getManager() == root)
                .forEach(now::add);
        if (now.stream().anyMatch(before::contains)) {
            Set<NDArray> held = Reachable.from(variables.get());
            now.stream().filter(x -> before.contains(x) && !held.contains(x)).forEach(NDArray::close);
        }
        before = now;
    }

    private static Set<NDArray> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
