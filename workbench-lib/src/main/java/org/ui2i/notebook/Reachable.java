package org.ui2i.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which tensors objects hold, in fields, collections or closures, however deep. */
final class Reachable {
    /** Whose objects are looked into: ours, the engine's, those of a notebook's cells, and closures of either. */
    private static final List<String> OPEN = List.of("org.ui2i.", "ai.djl.", "REPL.");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<NDArray> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();

    private Reachable() {}

    /**
     * The tensors that are held.
     *
     * @param roots where to start
     * @return a set by identity
     */
    static Set<NDArray> from(Collection<?> roots) {
        Reachable search = new Reachable();
        roots.forEach(search::meet);
        while (!search.open.isEmpty()) {
            search.look(search.open.pop());
        }
        return search.arrays;
    }

    private void meet(@Nullable Object x) {
        if (x instanceof NDArray array) {
            arrays.add(array);
        } else if (x != null && !(x instanceof NDManager) && seen.add(x)) {
            open.push(x);
        }
    }

    private void look(Object x) {
        if (x instanceof Collection<?> items) {
            items.forEach(this::meet);
        } else if (x instanceof Map<?, ?> map) {
            map.keySet().forEach(this::meet);
            map.values().forEach(this::meet);
        } else if (x instanceof Optional<?> maybe) {
            maybe.ifPresent(this::meet);
        } else if (x instanceof AtomicReference<?> holder) {
            meet(holder.get());
        } else if (x instanceof Object[] items) {
            for (int i = 0; i < Array.getLength(items); i++) {
                meet(items[i]);
            }
        }
        if (OPEN.stream().anyMatch(x.getClass().getName()::startsWith) && !(x instanceof Reference)) {
            fields(x);
        }
    }

    private void fields(Object x) {
        for (Class<?> type = x.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    meet(value(field, x));
                }
            }
        }
    }

    /** The content of a field, or null where Java's own modules keep it to themselves. */
    static @Nullable Object value(Field field, @Nullable Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return null;
        }
    }
}
