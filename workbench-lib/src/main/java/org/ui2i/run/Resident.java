package org.ui2i.run;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a process keeps from one piece of work to the next, such as networks; another key replaces it.
 *
 * @param <T> its type
 */
final class Resident<T> {
    private String key = "";
    private @Nullable T value;

    /** Makes a value. */
    interface Load<T> {
        T get() throws IOException;
    }

    /** The value of a key, made if it is not there; other threads wait for it. */
    synchronized T of(String wanted, Load<T> load) throws IOException {
        T known = value;
        if (known == null || !key.equals(wanted)) {
            known = load.get();
            value = known;
            key = wanted;
        }
        return known;
    }
}
