package org.ui2i.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A training in a process of its own, to be measured or killed. */
final class ToyProcess {
    static final int INTERVAL = 3;

    private ToyProcess() {}

    /** Starts one: {@code steps}, a folder to save into or "-", and further options of Java. */
    static Process start(int steps, String folder, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ToyProcess.class.getName()));
        command.addAll(List.of(Integer.toString(steps), folder));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder.start();
    }

    public static void main(String[] args) {
        Toy toy = new Toy(3);
        if (!args[1].equals("-")) {
            Path folder = Path.of(args[1]);
            toy.training.saving(folder, INTERVAL);
            if (Files.exists(folder.resolve("last.ckpt")) || Files.exists(folder.resolve("previous.ckpt"))) {
                System.out.println("resumed " + toy.training.resume(folder).step());
            }
        }
        toy.run(Integer.parseInt(args[0]), new Listener() {
            @Override
            public void stepped(Progress progress) {
                System.out.println("step " + progress.step() + " " + progress.residentMb());
                System.out.flush();
            }
        });
    }
}
