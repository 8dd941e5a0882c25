package org.ui2i.tensor;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.ResidentMemory;

/** There is less memory than was asked for. The message says how much, and what to do. */
public final class NotEnoughMemory extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final long MB = 1 << 20;
    private static final Pattern ENGINE =
            Pattern.compile("allocate memory|out of memory|bad_alloc|could not create a (primitive(?! desc)|memory)");
    private static final Pattern HEAP = Pattern.compile("heap|overhead|array size|direct buffer"); // else the system's
    private static final Pattern ASKED = Pattern.compile("tried to allocate ([\\d.]+ ?\\w+)");

    private NotEnoughMemory(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Finds a shortage behind an exception: the Java heap's, or the engine's, which tells it in its own words only.
     *
     * @param thrown anything
     * @return the shortage with its remedy; null if the exception is about something else
     */
    public static @Nullable NotEnoughMemory behind(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof NotEnoughMemory known) {
                return known;
            }
            if (cause instanceof OutOfMemoryError) {
                return HEAP.matcher(text).find() ? heap(text, thrown) : engine("Java's own part: " + text, thrown);
            }
            if (cause instanceof EngineException && ENGINE.matcher(text).find()) {
                return engine(asked(text), thrown);
            }
            if (cause instanceof UnsatisfiedLinkError && text.contains("failed to map segment")) {
                return engine("the engine itself", thrown);
            }
        }
        return null;
    }

    private static NotEnoughMemory heap(String text, Throwable thrown) {
        long mb = Runtime.getRuntime().maxMemory() / MB;
        return new NotEnoughMemory(
                String.format(
                        "the Java heap of %d MB is full (%s): use fewer or smaller images, or a larger heap, such as"
                                + " UI2I_HEAP=%dm before ./workbench (-Xmx%dm elsewhere)",
                        mb, text, 2 * mb, 2 * mb),
                thrown);
    }

    private static NotEnoughMemory engine(String what, Throwable thrown) {
        return new NotEnoughMemory(
                String.format(
                        "there is no memory for %s (this process holds %.0f MB): use a smaller batch, smaller images or"
                                + " fewer filters, or give it more memory",
                        what, ResidentMemory.nowMb()),
                thrown);
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
}
