package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tensor in TorchScript that is being written: a name, no numbers. What a part computes from arrays in {@code forward} it
 * writes with symbols in {@code body}; models compose symbols as they compose arrays. {@link Script} makes the first ones.
 */
public final class Symbol {
    private final ScriptClass writer;
    private final String name;

    Symbol(ScriptClass writer, String name) {
        this.writer = writer;
        this.name = name;
    }

    /**
     * Writes a call of one of torch's functions; this is its first argument.
     *
     * @param function such as {@code relu}
     * @param more symbols, numbers, truth values, lists of them, null for None, or text that stands as it is
     * @return its result
     */
    public Symbol torch(String function, @Nullable Object... more) {
        return writer.let(Stream.concat(Stream.of(this), Arrays.stream(more))
                .map(Symbol::literal)
                .collect(Collectors.joining(", ", "torch." + function + "(", ")")));
    }

    /** Writes a call of a function that torch does not have; this is its first argument. Its text is written once. */
    Symbol function(String function, String text, Symbol... more) {
        return writer.let(writer.function(function, text)
                + Stream.concat(Stream.of(this), Arrays.stream(more))
                        .map(Symbol::toString)
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    /** Channels one behind the other: (B, C_i, ...) to (B, sum C_i, ...). */
    static Symbol joined(List<Symbol> parts) {
        return parts.get(0).writer.let("torch.cat(" + parts + ", 1)");
    }

    /**
     * A row for each image.
     *
     * @param x images, (B, ...)
     * @return this, (B, n) or (1, n), as (B, n)
     */
    public Symbol eachOf(Symbol x) {
        return torch("expand", List.of(x.size(0), -1));
    }

    /**
     * The mean over all places.
     *
     * @return of (B, C, H, W), (B, C)
     */
    public Symbol overPlaces() {
        return torch("flatten", 2).torch("mean", List.of(2));
    }

    /**
     * How large an axis is, as text for an argument.
     *
     * @param axis from 0
     * @return an expression
     */
    public String size(int axis) {
        return "torch.size(" + name + ", " + axis + ")";
    }

    /**
     * Refuses, when the module runs, what does not hold.
     *
     * @param condition as TorchScript
     * @param remedy said if it does not hold; without quotation marks
     * @return this
     */
    public Symbol requires(String condition, String remedy) {
        writer.line("assert " + condition + ", \"" + remedy + "\"");
        return this;
    }

    /** A weight or buffer of the part that is being written, or of a part in it; None for null. */
    Symbol own(@Nullable NDArray array) {
        return array == null ? new Symbol(writer, "None") : writer.array(array);
    }

    ScriptClass writer() {
        return writer;
    }

    /** An argument as TorchScript writes it. */
    private static String literal(@Nullable Object argument) {
        if (argument == null) {
            return "None";
        }
        if (argument instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        return Objects.toString(argument); // lists, and exponents of numbers, look alike in both languages
    }

    @Override
    public String toString() {
        return name;
    }
}
