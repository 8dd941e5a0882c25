package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Budget;
import org.ui2i.eval.BundledJudges;
import org.ui2i.eval.Claim;
import org.ui2i.eval.ClaimTable;
import org.ui2i.train.PublishedWeights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recomputes the printed numbers of the committed runs from the committed weights. */
@Command(
        name = "claims",
        description =
                "Recompute the numbers that the lessons print (checkpoints/claims/NAME/claims.csv) from the committed"
                        + " weights beside them; half an hour. Exit code 1 if one has drifted or a verdict has changed.",
        mixinStandardHelpOptions = true)
final class ClaimsCommand implements Callable<Integer> {
    private static final double DRIFT = 0.02; // relative: an image near a judge's or a probe's border may cross it
    private static final String WHICH = "which committed runs: ${COMPLETION-CANDIDATES}";
    private static final List<CommittedRuns> ALL = List.of(
            new UnitCommittedRuns(),
            new EmojiCommittedRuns(),
            new DigitsCommittedRuns(),
            new MunitCommittedRuns(),
            new FunitCommittedRuns(),
            new CocoFunitCommittedRuns(),
            new TunitCommittedRuns(),
            new DunitCommittedRuns(),
            new Pix2pixCommittedRuns(),
            new CycleGanCommittedRuns(),
            new StarGanCommittedRuns(),
            new RelGanCommittedRuns());

    /** What {@code train} and {@code score} take, for their help pages, too. */
    static final class Names implements Iterable<String> {
        List<String> all() {
            return ALL.stream().map(CommittedRuns::name).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    private static Path folder(CommittedRuns runs) {
        return committed().resolve(runs.name());
    }

    private static Path committed() {
        return PublishedWeights.bundled().resolve("claims");
    }

    @Override
    public Integer call() throws IOException {
        int bad = 0;
        for (CommittedRuns runs : ALL) {
            if (Files.exists(folder(runs).resolve("claims.csv"))) {
                bad += drifted(runs);
            } else {
                spec.commandLine()
                        .getOut()
                        .printf("%s: nothing is committed, ./workbench claims train %1$s makes it%n", runs.name());
            }
        }
        spec.commandLine().getOut().println(bad == 0 ? "all rows stand" : bad + " rows have drifted");
        return bad == 0 ? 0 : 1;
    }

    private int drifted(CommittedRuns runs) throws IOException {
        List<Claim> committed =
                ClaimTable.read(folder(runs).resolve("claims.csv")).claims();
        List<ClaimTable.Row> rows = runs.rows(folder(runs), "");
        check(
                rows.size() == committed.size(),
                "%s has %d rows printed, %d were computed: score again with ./workbench claims train %s",
                runs.name(),
                committed.size(),
                rows.size(),
                runs.name());
        int bad = 0;
        for (int i = 0; i < rows.size(); i++) {
            bad += stands(rows.get(i), committed.get(i)) ? 0 : 1;
        }
        return bad;
    }

    /** Whether a committed row is still what the weights give: numbers within the limit, and the same verdict. */
    static boolean same(ClaimTable.Row now, Claim then) {
        return now.claim().arm().equals(then.arm())
                && now.better() == then.better()
                && near(now.claim().value(), then.value())
                && near(now.claim().baseline(), then.baseline())
                && now.verdict() == then.verdict(now.better());
    }

    private boolean stands(ClaimTable.Row now, Claim then) {
        boolean same = same(now, then);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%-4s %s  printed %.4f, now %.4f  %s%n",
                        same ? "ok" : "BAD",
                        line(now),
                        then.value(),
                        now.claim().value(),
                        now.verdict());
        return same;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= DRIFT * Math.max(Math.abs(b), 1e-3);
    }

    private static String line(ClaimTable.Row row) {
        return row.claim().id() + " " + row.claim().arm();
    }

    @Command(
            name = "train",
            description = "Train all arms with seeds 1, 2, 3, publish their weights and score them.",
            mixinStandardHelpOptions = true)
    int train(
            @Parameters(paramLabel = "NAME", completionCandidates = Names.class, description = WHICH) String name,
            @Option(names = "--steps", paramLabel = "N", description = "steps of a run (default: the committed ones)")
                    @Nullable
                    Integer steps,
            @Option(
                            names = "--runs",
                            paramLabel = "DIR",
                            defaultValue = "runs/claims",
                            description = "where runs are kept; finished ones are not trained again (${DEFAULT-VALUE})")
                    Path kept)
            throws IOException {
        CommittedRuns runs = named(name);
        int wanted = steps == null ? runs.steps() : steps;
        PrintWriter out = spec.commandLine().getOut();
        String command = "./workbench claims train " + name + " --steps " + wanted;
        runs.train(Budget.steps(wanted), kept.resolve(name), folder(runs), command, out);
        return score(name);
    }

    @Command(
            name = "score",
            description = "Score the published weights and write claims.csv beside them.",
            mixinStandardHelpOptions = true)
    int score(@Parameters(paramLabel = "NAME", completionCandidates = Names.class, description = WHICH) String name)
            throws IOException {
        CommittedRuns runs = named(name);
        PrintWriter out = spec.commandLine().getOut();
        ClaimTable table = new ClaimTable();
        for (ClaimTable.Row row : runs.rows(folder(runs), commit())) {
            table.add(row.claim());
            Claim c = row.claim();
            out.printf(
                    Locale.ROOT, "%s: %s, baseline %.4f: %s%n", line(row), c.interval(), c.baseline(), row.verdict());
        }
        table.write(folder(runs).resolve("claims.csv"));
        return 0;
    }

    @Command(
            name = "judges",
            description = "Train the judges that are missing in checkpoints/judges and write them there; scores rest on"
                    + " them, so score all claims anew afterwards.",
            mixinStandardHelpOptions = true)
    int judges() throws IOException {
        for (String line :
                BundledJudges.publish(PublishedWeights.bundled().resolve("judges"), "./workbench claims judges")) {
            spec.commandLine().getOut().println(line);
        }
        return 0;
    }

    @Command(
            name = "table",
            description = "Print the seminar's sentences with their committed numbers and verdicts, as Markdown.",
            mixinStandardHelpOptions = true)
    int table(
            @Option(names = "--lang", paramLabel = "en|ko", defaultValue = "en", description = "${DEFAULT-VALUE}")
                    String lang,
            @Option(
                            names = "--into",
                            paramLabel = "FILE",
                            description = "put it into this file's place for it, such as docs/seminar.md")
                    @Nullable
                    Path file)
            throws IOException {
        String table = SeminarTable.read().markdown(lang, committed());
        if (file == null) {
            spec.commandLine().getOut().print(table);
        } else {
            SeminarTable.put(table, file);
        }
        return 0;
    }

    private static CommittedRuns named(String name) {
        return ALL.stream()
                .filter(runs -> runs.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + name + "\" has no committed runs: the names are " + new Names().all()));
    }

    /** The commit that the runs were made with, as far as git tells. */
    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return commit.isEmpty() ? "unknown" : commit;
    }
}
