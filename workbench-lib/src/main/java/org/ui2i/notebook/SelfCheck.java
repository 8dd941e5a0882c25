package org.ui2i.notebook;

import static java.util.ResourceBundle.Control.FORMAT_PROPERTIES;
import static org.ui2i.core.Check.check;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ui2i.loss.LossTerms;

/** What a lesson's cells call to check what a student wrote. */
public final class SelfCheck {
    private SelfCheck() {}

    /**
     * Compares an objective written in a notebook with the library's.
     *
     * @param player whose objective, for the table
     * @param mine the notebook's terms
     * @param library the library's, of the same weights, batch and draws
     * @param tolerance largest allowed difference, relative to values above 1
     * @return a table in text, a line a term and one for the total
     * @throws IllegalArgumentException if a term is missing, unknown or differs; the term and both numbers are named
     */
    public static String terms(String player, LossTerms mine, LossTerms library, double tolerance) {
        Map<String, Double> own = mine.values();
        Map<String, Double> reference = library.values();
        check(
                own.keySet().equals(reference.keySet()),
                "%s: the notebook has the terms %s, the library %s: add what is missing, drop what is not there",
                player,
                own.keySet(),
                reference.keySet());
        StringBuilder text = new StringBuilder(
                String.format("%-6s%-10s %12s %12s %11s%n", player, "term", "notebook", "library", "differ"));
        reference.forEach((term, value) -> {
            double found = own.getOrDefault(term, Double.NaN);
            double difference = Math.abs(found - value);
            check(
                    difference <= tolerance * Math.max(1, Math.abs(value)),
                    "%s: %s is %s in the notebook but %s in the library: compare its line with the formula",
                    player,
                    term,
                    found,
                    value);
            text.append(String.format(
                    Locale.ROOT, "%-6s%-10s %12.6f %12.6f %11.1e  OK%n", "", term, found, value, difference));
        });
        return text.toString().stripTrailing();
    }

    /**
     * Checks an exercise without ending the notebook: an unsolved one is no error.
     *
     * @param answer what the student gave; null as long as it is not solved
     * @param right whether it is right
     * @param hint what to try next: a lesson's exercise, such as {@code 05.1}, whose hint the library knows in the
     *     language of the kernel ({@code -Dui2i.language}, {@code en} or {@code ko}), or the words themselves
     * @param <T> its type
     * @return one line: solved, not yet with the hint, or what went wrong
     */
    public static <T> String exercise(@Nullable T answer, Predicate<T> right, String hint) {
        Locale language = Locale.forLanguageTag(System.getProperty("ui2i.language", "en"));
        ResourceBundle words = ResourceBundle.getBundle(
                "org.ui2i.notebook.Hints", language, ResourceBundle.Control.getNoFallbackControl(FORMAT_PROPERTIES));
        String next = words.containsKey(hint) ? words.getString(hint) : hint;
        if (answer == null) {
            return words.getString("unsolved") + " " + next;
        }
        try {
            return right.test(answer)
                    ? words.getString("solved")
                    : String.format(words.getString("wrong"), answer) + " " + next;
        } catch (RuntimeException e) {
            return String.format(words.getString("failed"), e) + " " + next;
        }
    }
}
