package org.ui2i.cli;

import org.ui2i.run.Pix2pixRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains pix2pix. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "pix2pix",
        description = {
            "Train pix2pix on pairs of images: it learns to draw A's images in B.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            "Data (--data), domain A first; what follows a colon may be left out:",
            "  emoji-edges:noto                  outlines of a drawer's emoji (A) and the emoji (B)",
            "  emoji-drawers:noto,twemoji        the same emoji by two drawers",
            "  emoji-tones:light,dark            people and hands in two of six skin tones",
            "  glyph-styles:regular,bold-italic  letters of free fonts in two of four cuts",
            "  folder:PATH                       own images: PATH holds two folders of them,",
            "                                    images of the same name are a pair",
            "  folder:PATH_A,PATH_B              own images in two folders",
            "  aligned:PATH                      pictures whose left half is A and whose right half is B",
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    the paper's layers and lambdas, G with 12 filters, D with 16, 32x32 pixels, batch 4:",
            "         minutes on a CPU; --set size=64 works too",
            "  tiny   lab with 4 filters, 16x16 pixels, batch 2: seconds, to try it out",
            "  paper  the paper's network: 64 filters, 256x256 pixels (own folders), batch 1,",
            "         for a GPU",
            "",
            "What the terms do: --set weights.gan=0 trains on L1 alone, --set weights.l1=0 on D alone, and",
            "--set dis.conditional=false hides A's image from D.",
            ""
        })
final class TrainPix2pixCommand extends TrainModelCommand<Pix2pixRun> {
    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny or paper, see above")
    private Pix2pixRun.Preset preset = Pix2pixRun.Preset.LAB;

    TrainPix2pixCommand() {
        super(Pix2pixRun.class);
    }

    @Override
    Pix2pixRun preset(String name, long seed) {
        return Pix2pixRun.of(preset, name, seed);
    }
}
