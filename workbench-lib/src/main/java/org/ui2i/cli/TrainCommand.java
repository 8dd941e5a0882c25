package org.ui2i.cli;

import picocli.CommandLine.Command;

/** Trains a model without a notebook; a subcommand a model. */
@Command(
        name = "train",
        description = "Train a model without a notebook.",
        mixinStandardHelpOptions = true,
        subcommands = TrainUnitCommand.class)
final class TrainCommand {}
