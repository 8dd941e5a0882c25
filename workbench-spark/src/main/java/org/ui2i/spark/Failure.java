package org.ui2i.spark;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Spark's exceptions are about, in a line: they carry an executor's exception as text, with both stacks. */
final class Failure {
    static final String NO_ENGINE =
            "an executor cannot compute (%s): the repository, with the engine's jars, must lie at the"
                    + " same place on every machine";

    private static final Pattern IN_EXECUTOR = Pattern.compile(
            "most recent failure: [^\\n]*?: ((?:[a-z0-9_]+\\.)+[A-Za-z$]+(?:Exception|Error))(?:: ([^\\n]*))?");

    private Failure() {}

    /**
     * Of a job.
     *
     * @param thrown by Spark
     * @return to be thrown
     * @throws IllegalArgumentException if a piece was refused, or an executor lacks a class
     */
    static IOException of(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException refusal) {
                throw refusal;
            }
        }
        Matcher said = IN_EXECUTOR.matcher(String.valueOf(thrown.getMessage()));
        if (!said.find()) {
            return new IOException("the work broke off: " + Sessions.firstLine(thrown), thrown);
        }
        String type = said.group(1), message = String.valueOf(said.group(2));
        check(!type.matches(".*(ClassNotFoundException|NoClassDefFoundError)"), NO_ENGINE, type + ": " + message);
        return new IOException(
                "a piece of work failed again and again: " + message.replaceFirst("^[\\w.]+Exception: ", ""), thrown);
    }
}
