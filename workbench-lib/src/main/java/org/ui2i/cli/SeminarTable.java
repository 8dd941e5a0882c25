package org.ui2i.cli;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.SafeFile;
import org.ui2i.eval.Claim;
import org.ui2i.eval.Claim.Verdict;
import org.ui2i.eval.ClaimTable;
import org.ui2i.train.Configs;

/**
 * The seminar's sentences with the committed numbers that answer them, as a Markdown table.
 *
 * @param words the table's own words by language
 * @param claims the sentences in the seminar's order
 */
record SeminarTable(Map<String, Words> words, List<Sentence> claims) {
    private static final String START = "<!-- claims: ./workbench claims table -->\n";
    private static final String END = "<!-- end of claims -->\n";

    /** The table's words in one language; {@code of} formats how many of all rows hold and how many reverse. */
    record Words(
            String sentence,
            String lesson,
            String number,
            String verdict,
            String rows,
            String holds,
            String undecided,
            String reversed,
            String test,
            String live,
            String of) {
        private String verdict(Verdict v) {
            return switch (v) {
                case HOLDS -> holds;
                case REVERSED -> reversed;
                case UNDECIDED, NO_INTERVAL -> undecided;
            };
        }
    }

    /**
     * One sentence.
     *
     * @param id the claim
     * @param lesson the notebook's name
     * @param runs folder of committed runs, null if there is no number but the live one
     * @param row arm of the row that answers the sentence most directly
     * @param test of the library that holds it, null if none does
     * @param en in English
     * @param ko as the seminar says it
     */
    record Sentence(
            String id,
            String lesson,
            @Nullable String runs,
            @Nullable String row,
            @Nullable String test,
            String en,
            String ko) {}

    /** Reads the sentences that come with the library. */
    static SeminarTable read() throws IOException {
        try (InputStream in = present(
                SeminarTable.class.getResourceAsStream("seminar.yaml"), "no seminar.yaml beside %s", "SeminarTable")) {
            return Configs.fromYaml(SeminarTable.class, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * The table.
     *
     * @param lang a language of {@link #words}
     * @param committed the folder of the committed runs
     */
    String markdown(String lang, Path committed) {
        Words w = present(words.get(lang), "no table in \"%s\": use en or ko", lang);
        String head = String.format(
                "| | %s | %s | %s | %s | %s |\n|---|---|---|---|---|---|\n",
                w.sentence(), w.lesson(), w.number(), w.verdict(), w.rows());
        Map<String, List<Claim>> rows = claims.stream()
                .flatMap(s -> Stream.ofNullable(s.runs()))
                .distinct()
                .collect(Collectors.toMap(runs -> runs, runs -> ClaimTable.read(
                                committed.resolve(runs).resolve("claims.csv"))
                        .claims()));
        return claims.stream().map(s -> line(s, w, lang, rows)).collect(Collectors.joining("", head, ""));
    }

    private static String line(Sentence s, Words w, String lang, Map<String, List<Claim>> rows) {
        String number = w.live();
        String verdict = "-";
        String count = "-";
        if (s.runs() != null) {
            List<Claim> all = rows.getOrDefault(s.runs(), List.of()).stream()
                    .filter(c -> c.id().equals(s.id()))
                    .toList();
            Claim main = present(
                    all.stream()
                            .filter(c -> c.arm().equals(s.row()))
                            .findFirst()
                            .orElse(null),
                    "%s has no row \"%s\" in %s: name one of its rows in seminar.yaml",
                    s.id(),
                    s.row(),
                    s.runs());
            number = number(main);
            verdict = w.verdict(main.verdict(main.better()));
            count = String.format(w.of(), times(all, Verdict.HOLDS), all.size(), times(all, Verdict.REVERSED));
        }
        if (s.test() != null) {
            verdict = (s.runs() == null ? "" : verdict + "; ") + w.test() + ": `" + s.test() + "`";
            number = s.runs() == null ? "-" : number;
        }
        String link = "[" + s.lesson().substring(0, 2) + "](../notebooks/" + lang + "/" + s.lesson() + ".ipynb)";
        String sentence = lang.equals("ko") ? s.ko() : s.en();
        return String.format("| %s | %s | %s | %s | %s | %s |\n", s.id(), sentence, link, number, verdict, count);
    }

    private static String number(Claim c) {
        String seeds = c.seeds() == 1 ? " (1 seed)" : "";
        return String.format(
                Locale.ROOT,
                "%s: %s, %.4f%s",
                c.arm().replace("; baseline: ", " / "),
                c.interval(),
                c.baseline(),
                seeds);
    }

    private static long times(List<Claim> all, Verdict verdict) {
        return all.stream().filter(c -> c.verdict(c.better()) == verdict).count();
    }

    /** Puts a table between the two marks of a Markdown file: aside first, then moved into its place. */
    static void put(String table, Path file) throws IOException {
        String text = Files.readString(file);
        int start = text.indexOf(START);
        int end = text.indexOf(END);
        check(start >= 0 && end > start, "%s has no place for the table: write the lines %s%s", file, START, END);
        String whole = text.substring(0, start + START.length()) + table + text.substring(end);
        SafeFile.write(file, whole.getBytes(StandardCharsets.UTF_8));
    }
}
