package org.ui2i.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ui2i.JavaProcess;
import org.ui2i.nn.Init;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Tensors;

/** A training in a process of its own, to be measured or killed. */
final class ToyProcess {
    static final int INTERVAL = 3;

    private ToyProcess() {}

    /**
     * Starts one: {@code steps}, a folder to save into or "-", and further options of Java. It computes with as many threads
     * as this process: another number rounds sums over images otherwise.
     */
    static Process start(int steps, String folder, String... options) throws IOException {
        return new JavaProcess(ToyProcess.class, options)
                .with("OMP_NUM_THREADS", Integer.toString(Tensors.threads()))
                .of(Integer.toString(steps), folder)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** With some MB that no player changes, so that a good part of its time goes into writing. */
    static Toy heavy() {
        Toy toy = new Toy(3);
        toy.training.keep("ballast", Sequence.residual(256, 1, Padding.ZERO, Weights.seeded(1, Init.KAIMING)));
        return toy;
    }

    public static void main(String[] args) {
        Toy toy = args[1].equals("-") ? new Toy(3) : heavy();
        if (!args[1].equals("-")) {
            Path folder = Path.of(args[1]);
            toy.training.saving(folder, INTERVAL);
            if (Files.exists(folder.resolve("last.ckpt")) || Files.exists(folder.resolve("previous.ckpt"))) {
                Checkpoint.Resumed from = toy.training.resume(folder);
                System.out.println("resumed " + from.step() + " " + from.notice());
            }
        }
        toy.run(Integer.parseInt(args[0]), new Listener() {
            @Override
            public void stepped(Progress progress) { // in every third step, writing is what follows
                System.out.println("step " + progress.step() + " " + progress.residentMb());
                System.out.flush();
            }

            @Override
            public void saved(Path checkpoint) {
                System.out.println("saved " + toy.training.stepNow() + " ");
                System.out.flush();
            }
        });
    }
}
