package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ui2i.core.Budget;
import org.ui2i.eval.Claim;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.UnitClaims;
import org.ui2i.models.UnitArm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recomputes the printed numbers of the committed runs from the committed weights. */
@Command(
        name = "claims",
        description =
                "Recompute the printed numbers of the committed runs from the committed weights. Exit code 1 if one"
                        + " has drifted or a verdict has changed.",
        mixinStandardHelpOptions = true)
final class ClaimsCommand implements Callable<Integer> {
    private static final double DRIFT = 0.02; // relative: the judge's training rounds otherwise with other threads
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    private static Path folder() {
        return Path.of(System.getProperty("ui2i.root", "."), "checkpoints", "claims", "unit");
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Claim> committed = ClaimTable.read(folder().resolve("claims.csv")).claims();
        List<UnitClaims.Row> rows = new UnitCommittedRuns(folder()).rows(SEEDS, "");
        int bad = 0;
        check(
                rows.size() == committed.size(),
                "claims.csv has %d rows, %d were computed: score again with ./workbench claims train unit",
                committed.size(),
                rows.size());
        for (int i = 0; i < rows.size(); i++) {
            UnitClaims.Row now = rows.get(i);
            Claim then = committed.get(i);
            boolean same = now.claim().arm().equals(then.arm())
                    && near(now.claim().value(), then.value())
                    && near(now.claim().baseline(), then.baseline())
                    && now.verdict() == then.verdict(now.better());
            bad += same ? 0 : 1;
            out.printf(
                    Locale.ROOT,
                    "%-4s %s  printed %.4f, now %.4f  %s%n",
                    same ? "ok" : "BAD",
                    line(now),
                    then.value(),
                    now.claim().value(),
                    now.verdict());
        }
        out.println(bad == 0 ? "all " + rows.size() + " rows stand" : bad + " rows have drifted");
        return bad == 0 ? 0 : 1;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= DRIFT * Math.max(Math.abs(b), 1e-3);
    }

    private static String line(UnitClaims.Row row) {
        return row.claim().id() + " " + row.claim().arm();
    }

    @Command(
            name = "train",
            description = "Train all arms of a model with seeds 1, 2, 3, publish their weights and score them.",
            mixinStandardHelpOptions = true)
    int train(
            @Parameters(paramLabel = "MODEL", description = "unit") String model,
            @Option(names = "--steps", defaultValue = "1000", description = "steps of a run (default 1000)") int steps,
            @Option(names = "--runs", defaultValue = "runs/claims", description = "where runs are kept") Path runs)
            throws IOException {
        check(model.equals("unit"), "\"%s\" has no committed runs: use unit", model);
        PrintWriter out = spec.commandLine().getOut();
        UnitArmsTrainer trainer = new UnitArmsTrainer(runs.resolve(model), Budget.steps(steps), out);
        String command = "./workbench claims train unit --steps " + steps;
        for (long seed : SEEDS) {
            for (UnitArm arm : UnitArm.values()) {
                trainer.train(arm, seed, folder(), command);
            }
        }
        ClaimTable table = new ClaimTable();
        for (UnitClaims.Row row : new UnitCommittedRuns(folder()).rows(SEEDS, commit())) {
            table.add(row.claim());
            Claim c = row.claim();
            out.printf(
                    Locale.ROOT, "%s: %s, baseline %.4f: %s%n", line(row), c.interval(), c.baseline(), row.verdict());
        }
        table.write(folder().resolve("claims.csv"));
        return 0;
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
