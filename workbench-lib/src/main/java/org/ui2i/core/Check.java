package org.ui2i.core;

/** Argument checks whose message gives the fact, the value and the remedy. */
public final class Check {
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
}
