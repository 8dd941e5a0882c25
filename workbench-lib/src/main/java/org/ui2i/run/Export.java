package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ui2i.io.ScriptFile;
import org.ui2i.nn.Script;

/**
 * Trained networks as one TorchScript file, which PyTorch and DJL run without this library. It holds the networks' text, their
 * weights, and two texts more: README.md says what goes in and comes out, config.yaml what was trained.
 */
public final class Export {
    /** Which of the trained networks. */
    public enum What {
        /** draws images anew: image, and code where the model has one, to image */
        GENERATOR,
        /** gives codes: images of the domain that is drawn in to styles (MUNIT, DUNIT), images of one class to its code */
        ENCODER,
        /** pix2pix's generator as its paper tests: one image, by its own statistics, with dropout */
        NOISY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An argument of forward.
     *
     * @param name of the argument
     * @param meaning with shape and range
     * @param example a shape that fits
     */
    record Input(String name, String meaning, Shape example) {}

    private final String title;
    private final List<Input> inputs;
    private final String output;
    private final String config;
    private final Script script;

    Export(String title, List<Input> inputs, String output, String config, Script script) {
        this.title = title;
        this.inputs = inputs;
        this.output = output;
        this.config = config;
        this.script = script;
    }

    /**
     * Trained networks in TorchScript.
     *
     * @param trained the networks
     * @param what of them
     * @param direction from which domain into which; A to B where the model has no two
     * @return to be written; it holds the weights until the process ends
     * @throws IllegalArgumentException if the model has no such part
     */
    public static Export of(Trained trained, What what, Wish.Direction direction) {
        return new Exports(trained, what, direction).export();
    }

    /** The arguments in order. */
    List<Input> inputs() {
        return inputs;
    }

    /**
     * The text that is run.
     *
     * @return the program with its weights
     */
    public Script script() {
        return script;
    }

    /**
     * What the file says about itself.
     *
     * @return Markdown
     */
    public String readme() {
        StringBuilder text = new StringBuilder("# " + title + "\n\nforward(");
        text.append(String.join(", ", inputs.stream().map(Input::name).toList()))
                .append(") -> y, all float32\n\n");
        inputs.forEach(input -> text.append("- ")
                .append(input.name)
                .append(": ")
                .append(input.meaning)
                .append('\n'));
        return text.append("- y: ")
                .append(output)
                .append(
                        "\n\nconfig.yaml says what was trained; A and B are the domains of its data, in that order. Written by the"
                                + " UI2I Workbench.\n")
                .toString();
    }

    /**
     * Refuses a place where no file can be written, before the work.
     *
     * @param file where the export will go
     */
    public static void refuse(Path file) {
        Path target = file.toAbsolutePath();
        Path folder = Objects.requireNonNullElse(target.getParent(), target);
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        check(
                file.toString().endsWith(".pt"),
                "--out %s: TorchScript files are called *.pt, let the name end so",
                file);
        check(!Files.isDirectory(target), "--out %s is a folder: name a file in it", file);
        check(
                Files.isDirectory(folder) && Files.isWritable(folder),
                "--out %s: nothing can be written into %s, give another folder or change its rights",
                file,
                folder);
    }

    /**
     * Writes the file.
     *
     * @param file ends in .pt; missing folders are made, an older file is replaced
     * @throws IOException if it cannot be written; what was there before stays
     */
    public void write(Path file) throws IOException {
        refuse(file);
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("README.md", readme());
        texts.put("config.yaml", config);
        ScriptFile.write(file, script, texts);
    }
}
