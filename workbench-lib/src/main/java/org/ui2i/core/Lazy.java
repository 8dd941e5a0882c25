package org.ui2i.core;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made at its first use and then kept, whichever thread asks. If making it throws, the next use tries again.
 *
 * @param <T> the value's type
 */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> make;
    private @Nullable T value;

    /**
     * A value that is not made yet.
     *
     * @param make makes it
     */
    public Lazy(Supplier<T> make) {
        this.make = make;
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null) {
            known = make.get();
            value = known;
        }
        return known;
    }
}
