package org.ui2i.cli;

import picocli.CommandLine.Command;

/** Trains a model without a notebook; a subcommand a model. */
@Command(
        name = "train",
        description = {
            "Train a model without a notebook.",
            "./workbench train MODEL --help explains a model's options, data and presets."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainUnitCommand.class,
            TrainMunitCommand.class,
            TrainFunitCommand.class,
            TrainCocoFunitCommand.class,
            TrainTunitCommand.class,
            TrainDunitCommand.class,
            TrainPix2pixCommand.class,
            TrainCycleGanCommand.class,
            TrainStarGanCommand.class,
            TrainRelGanCommand.class
        })
final class TrainCommand {}
