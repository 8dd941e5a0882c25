package org.ui2i.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ui2i.core.SafeFile;
import org.ui2i.data.DataFiles;
import org.ui2i.train.History;
import org.ui2i.train.RunFolder;
import org.ui2i.train.RunRecord;

/**
 * What somebody must know who did not train these weights: {@code card.md} in a run's folder. All of it is read from the
 * other files there; {@code scores.csv}, if it is there, becomes the table of scores.
 *
 * @param folder the run's
 * @param text Markdown
 */
record ModelCard(Path folder, String text) {
    private static final String SCORES = "scores.csv";

    /** A run's, as its files are now, with the hash of its weights. */
    static ModelCard of(Path folder, String weightsHash) throws IOException {
        RunRecord run = RunFolder.record(folder);
        ModelKind kind = ModelKind.named(run.model());
        ModelRun settings = kind.read(run.config());
        String text = head(kind, settings, run)
                + data(settings, run, RunFolder.files(folder))
                + training(settings, run, RunFolder.history(folder), weightsHash)
                + scores(folder.resolve(SCORES))
                + limits(settings)
                + use(folder, kind)
                + "\n## Settings\n\n```yaml\n" + run.config() + "```\n";
        return new ModelCard(folder, text);
    }

    void write() throws IOException {
        SafeFile.write(folder.resolve("card.md"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String head(ModelKind kind, ModelRun settings, RunRecord run) {
        return "# " + kind.title() + " on " + settings.data() + "\n\nImage-to-image translation at " + settings.size()
                + " x " + settings.size() + " pixels, trained with UI2I Workbench "
                + run.last().versions().get("workbench") + " (Java, DJL).\n\n"
                + row("Model", kind.title())
                + "|---|---|\n"
                + row("Paper", kind.paper());
    }

    private static String data(ModelRun settings, RunRecord run, DataFiles files) {
        List<String> licences = DataFiles.licences(settings.data());
        return "\n## Data\n\n"
                + row("Data set", settings.data())
                + "|---|---|\n"
                + row("Files", files.hashes().size() + ", each with its SHA-256 in `data.sha256`")
                + row("SHA-256 of all, as read", run.dataHash())
                + row(
                        "Licence",
                        licences.isEmpty()
                                ? "own images: the workbench knows none; whoever passes the weights on must say it here"
                                : String.join("; ", licences));
    }

    private static String training(ModelRun settings, RunRecord run, History history, String weightsHash) {
        RunRecord.Leg last = run.last();
        String commands = run.legs().stream()
                .map(leg -> "`" + leg.command() + "`" + (leg.after() == 0 ? "" : " (from step " + leg.after() + " on)"))
                .collect(Collectors.joining("<br>"));
        return "\n## Training\n\n"
                + row("Command", commands)
                + "|---|---|\n"
                + row("Steps", history.size() + " of " + last.planned() + " planned, batch " + settings.batch())
                + row("Seed", run.seed())
                + row("Time", String.format(Locale.ROOT, "%.0f s in steps", history.seconds()))
                + row(
                        "Hardware",
                        of(last.machine().get("cpu")) + ", device "
                                + of(last.machine().get("device")) + ", "
                                + of(last.machine().get("threads")) + " threads")
                + row(
                        "System",
                        of(last.machine().get("system")) + " "
                                + of(last.machine().get("os_version")))
                + row(
                        "Made with",
                        last.versions().entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .collect(Collectors.joining(", ")))
                + row("SHA-256 of the weights", weightsHash)
                + "\nLosses: `history.csv`; seconds and memory of each step: `timing.csv`; pictures on the way: `samples/`.\n";
    }

    private static String of(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "unknown" : value;
    }

    private static String scores(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "\n## Scores\n\nNone given. Losses of a GAN are no scores.\n";
        }
        List<String> lines = Files.readAllLines(file);
        String table = lines.stream()
                .map(line -> "| " + line.replace(",", " | ") + " |\n")
                .collect(Collectors.joining());
        int end = table.indexOf('\n') + 1;
        String rule = "|" + "---|".repeat(lines.get(0).split(",", -1).length) + "\n";
        return "\n## Scores\n\n" + table.substring(0, end) + rule + table.substring(end);
    }

    private static String limits(ModelRun settings) {
        return "\n## Intended use and limits\n\n"
                + "For teaching and research on image translation. The networks know nothing but the images above at "
                + settings.size() + " x " + settings.size()
                + " pixels: other images are drawn as if they were such ones.\n"
                + "What they draw is made up. It is no evidence of what a thing or a person looks like; do not use it to\n"
                + "identify, judge or impersonate people. Faults of the training images (what is rare or missing in them) are\n"
                + "faults of the networks. One run of one seed: another seed gives other weights and other scores.\n";
    }

    private static String use(Path folder, ModelKind kind) {
        String wish = kind.wish().isEmpty() ? "" : " " + kind.wish();
        return "\n## Use\n\n```\n./workbench translate --checkpoint " + folder + " --content X.png" + wish
                + " --out Y.png\n```\n"
                + "\n## Replay\n\n```\n./workbench replay " + folder + "\n```\n\n"
                + "trains again from the files here and compares: bit for bit on the CPU with the same versions, processor and\n"
                + "threads.\n";
    }

    private static String row(String name, Object value) {
        return "| " + name + " | " + String.valueOf(value).replace("|", "\\|") + " |\n";
    }
}
