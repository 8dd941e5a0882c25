package org.ui2i.core;

import org.jspecify.annotations.Nullable;

/** What a user sets from outside: a Java property, which tests use, or else the environment's variable of the same name. */
public final class Setting {
    private Setting() {}

    /**
     * The value as it was written.
     *
     * @param name such as {@code UI2I_DEVICE}
     * @return null if it is not set
     */
    public static @Nullable String of(String name) {
        String property = System.getProperty(name);
        return property != null ? property : System.getenv(name);
    }
}
