package org.ui2i.spark;

import org.ui2i.cli.Main;
import picocli.CommandLine.Command;

/** Entry of the commands that need Spark; they end as all others do, see {@link Main}. */
@Command(
        name = "workbench",
        description = "Trainings on the cores of one machine or of many, on Apache Spark.",
        mixinStandardHelpOptions = true,
        subcommands = {
            // One line each. The launcher `workbench` starts this class for them.
            SweepCommand.class,
            ScaleCommand.class,
        })
public final class SparkMain {
    SparkMain() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        Main.start(new SparkMain(), args);
    }
}
