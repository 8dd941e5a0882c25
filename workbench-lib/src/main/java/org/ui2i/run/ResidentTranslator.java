package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The translator that a process keeps from one piece of work to the next; another source replaces it. */
final class ResidentTranslator {
    private String hash = "";
    private @Nullable Translator translator;

    /**
     * The translator of a source, read if it is not there yet.
     *
     * @param json of {@link TranslatorSource#json}
     * @param expected hash of the source where the work was planned
     * @throws IllegalArgumentException if other weights lie at its paths here
     */
    synchronized Translator of(String json, String expected) throws IOException {
        Translator known = translator;
        if (known == null || !hash.equals(expected)) {
            TranslatorSource source = TranslatorSource.of(json);
            check(
                    source.hash().equals(expected),
                    "the weights or images of %s differ from those where the work was planned: put the same files on every"
                            + " machine",
                    json);
            known = source.read();
            translator = known;
            hash = expected;
        }
        return known;
    }
}
