package org.ui2i.tensor;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ui2i.core.Limits;

/** There is less memory than was asked for. The message says how much, and what to do. */
public final class NotEnoughMemory extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final long MB = 1 << 20;
    private static final Pattern ASKED = Pattern.compile("tried to allocate ([\\d.]+ ?\\w+)");

    private NotEnoughMemory(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The Java heap's.
     *
     * @param e as the Java runtime throws it
     * @return with the remedy
     */
    public static NotEnoughMemory of(OutOfMemoryError e) {
        return new NotEnoughMemory(
                String.format(
                        "the Java heap of %d MB is full (%s): use fewer or smaller images, or a larger heap, such as"
                                + " UI2I_HEAP=%dm before ./workbench (-Xmx%dm elsewhere)",
                        heapMb(), e.getMessage(), 2 * heapMb(), 2 * heapMb()),
                e);
    }

    /**
     * The engine's, which tells it in its own words only.
     *
     * @param e any exception
     * @return with the remedy; the exception itself if it is about something else
     */
    public static RuntimeException of(RuntimeException e) {
        String text = String.valueOf(e.getMessage());
        String lower = text.toLowerCase(Locale.ROOT);
        if (!(e instanceof EngineException)
                || !(lower.contains("allocate memory")
                        || lower.contains("out of memory")
                        || lower.contains("bad_alloc"))) {
            return e;
        }
        return new NotEnoughMemory(
                String.format(
                        "there is no memory for %s (%s; the limit here is %d MB): use a smaller batch, smaller images"
                                + " or fewer filters",
                        asked(lower), Tensors.device(), Limits.memoryMb()),
                e);
    }

    /**
     * The same with more to say.
     *
     * @param more follows the message
     * @return a new one
     */
    public NotEnoughMemory with(String more) {
        return new NotEnoughMemory(getMessage() + "; " + more, this);
    }

    private static String asked(String text) {
        Matcher found = ASKED.matcher(text);
        if (!found.find()) {
            return "the next array";
        }
        String amount = found.group(1);
        return amount.matches("\\d+ bytes")
                ? (Long.parseLong(amount.replaceAll("\\D", "")) / MB + 1) + " MB more"
                : amount.toUpperCase(Locale.ROOT).replace("IB", "iB") + " more";
    }

    private static long heapMb() {
        return Runtime.getRuntime().maxMemory() / MB;
    }
}
