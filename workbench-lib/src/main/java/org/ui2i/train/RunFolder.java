package org.ui2i.train;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.ui2i.core.Reason;
import org.ui2i.core.SafeFile;
import org.ui2i.data.DataFiles;

/**
 * The folder of a run. {@link #describe} writes {@code config.yaml}, {@code manifest.json} and {@code data.sha256};
 * {@link Training#saving} adds {@code last.ckpt, previous.ckpt, history.csv, timing.csv}.
 */
public final class RunFolder {
    private static final String CONFIG = "config.yaml", MANIFEST = "manifest.json", DATA = "data.sha256";

    private RunFolder() {}

    /**
     * Writes what the run is, so that it can be repeated.
     *
     * @param folder made if it is not there
     * @param run what it is
     * @param files what its data are read from
     * @throws IOException if writing fails
     */
    public static void describe(Path folder, RunRecord run, DataFiles files) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(CONFIG), run.config());
        write(folder.resolve(DATA), files.text());
        update(folder, run);
    }

    /**
     * Writes a run's manifest anew.
     *
     * @param folder of the run
     * @param run what it is now
     * @throws IOException if writing fails
     */
    public static void update(Path folder, RunRecord run) throws IOException {
        write(folder.resolve(MANIFEST), Json.of(run) + "\n");
    }

    private static void write(Path file, String text) throws IOException {
        SafeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a run is.
     *
     * @param folder of the run
     * @return its {@code manifest.json}, of which {@code config.yaml} says the same
     * @throws IOException if it is damaged
     * @throws IllegalArgumentException if this is no run's folder, or {@code config.yaml} was changed, naming the field
     */
    public static RunRecord record(Path folder) throws IOException {
        check(
                Files.exists(folder.resolve(MANIFEST)),
                "%s is no run's folder, it has no %s: name the --out of a ./workbench train",
                folder,
                MANIFEST);
        RunRecord run = read(folder.resolve(MANIFEST), text -> Json.read(RunRecord.class, text));
        String config = read(folder.resolve(CONFIG), text -> text);
        try {
            Configs.checkEqual(config, run.config(), MANIFEST);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(folder.resolve(CONFIG) + " was changed: " + e.getMessage(), e);
        }
        return run;
    }

    /**
     * What a run's data were read from.
     *
     * @param folder of the run
     * @return its {@code data.sha256}
     * @throws IOException if it is not there, or damaged
     */
    public static DataFiles files(Path folder) throws IOException {
        return read(folder.resolve(DATA), DataFiles::parse);
    }

    /**
     * A run's losses so far.
     *
     * @param folder of the run
     * @return its {@code history.csv} and {@code timing.csv}
     * @throws IOException if one is not there, or damaged
     */
    public static History history(Path folder) throws IOException {
        String timing = read(folder.resolve("timing.csv"), text -> text);
        return read(folder.resolve("history.csv"), text -> {
            History history = new History();
            history.load(text, timing);
            return history;
        });
    }

    /**
     * A run's configuration.
     *
     * @param folder of the run
     * @param type the record that was written
     * @param <R> its type
     * @return the record of {@code config.yaml}
     * @throws IOException if it is not there, or is no such record
     */
    public static <R extends Record> R config(Path folder, Class<R> type) throws IOException {
        return read(folder.resolve(CONFIG), text -> Configs.fromYaml(type, text));
    }

    private static <T> T read(Path file, Function<String, T> parse) throws IOException {
        try {
            return parse.apply(Files.readString(file));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IOException(Reason.damaged(file, e).getMessage() + ": mend it, or begin another run", e);
        }
    }
}
