package org.ui2i.eval.paper;

import java.util.Locale;

/**
 * A number, with all that says which number it is.
 *
 * @param score which
 * @param value its value; lower is better for distances, higher for IS, CIS, accuracy and diversity
 * @param real images of the target that it saw
 * @param outputs translations that it saw
 * @param net whose features
 */
public record FieldValue(FieldScore score, double value, long real, long outputs, NetSpec net) {
    /** The header of {@link #csv()}. */
    public static final String HEADER = "score,value,real,outputs,network,layer,sha256";

    /**
     * A line of a table.
     *
     * @return the fields of {@link #HEADER}
     */
    public String csv() {
        return String.join(
                ",",
                quoted(score.named(net)),
                String.valueOf(value),
                String.valueOf(real),
                String.valueOf(outputs),
                quoted(net.name()),
                quoted(net.layer()),
                net.sha256());
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\p{Cntrl}]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /**
     * A line for a terminal or a cell.
     *
     * @return name, value, counts and network
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %.5g (%d real images, %d outputs; %s, %s, SHA-256 %s...)",
                score.named(net),
                value,
                real,
                outputs,
                net.name(),
                net.layer(),
                net.sha256().substring(0, 12));
    }
}
