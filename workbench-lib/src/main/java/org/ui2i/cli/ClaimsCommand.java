package org.ui2i.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ui2i.core.Budget;
import org.ui2i.core.Check;
import org.ui2i.models.UnitArm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains the committed runs and recomputes their numbers. */
@Command(name = "claims", description = "Train the committed runs.", mixinStandardHelpOptions = true)
final class ClaimsCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Command(name = "train", description = "Train all arms of a model with all seeds.", mixinStandardHelpOptions = true)
    int train(
            @Parameters(paramLabel = "MODEL", description = "unit") String model,
            @Option(names = "--steps", defaultValue = "1000", description = "steps of a run (default 1000)") int steps,
            @Option(names = "--seeds", split = ",", defaultValue = "1,2,3", description = "default 1,2,3")
                    List<Long> seeds,
            @Option(names = "--runs", defaultValue = "runs/claims", description = "where runs are kept") Path runs)
            throws IOException {
        Check.check(model.equals("unit"), "\"%s\" has no committed runs: use unit", model);
        UnitArmsTrainer trainer = new UnitArmsTrainer(
                runs.resolve(model), Budget.steps(steps), spec.commandLine().getOut());
        for (long seed : seeds) {
            for (UnitArm arm : UnitArm.values()) {
                trainer.train(arm, seed);
            }
        }
        return 0;
    }
}
