package org.ui2i.core;

import org.jspecify.annotations.Nullable;

/** Argument checks whose message gives the fact, the value and the remedy. */
public final class Check {
    private static final int MOST_SHOWN = 100;

    private Check() {}

    /**
     * Throws unless {@code ok}.
     *
     * @param ok the condition
     * @param message a {@link String#format} pattern: fact, value, remedy
     * @param values what the pattern names
     * @throws IllegalArgumentException if {@code ok} is false
     */
    public static void check(boolean ok, String message, Object... values) {
        if (!ok) {
            throw new IllegalArgumentException(String.format(message, values));
        }
    }

    /**
     * A value from elsewhere as a message may show it: its begin, without control characters.
     *
     * @param value anything
     * @return at most 100 of its characters, then dots
     */
    public static String shown(@Nullable Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    /**
     * Throws if there is no value.
     *
     * @param value the value or null
     * @param message a {@link String#format} pattern: fact, value, remedy
     * @param values what the pattern names
     * @param <T> its type
     * @return the value
     * @throws IllegalArgumentException if {@code value} is null
     */
    public static <T> T present(@Nullable T value, String message, @Nullable Object... values) {
        if (value == null) {
            throw new IllegalArgumentException(String.format(message, values));
        }
        return value;
    }
}
