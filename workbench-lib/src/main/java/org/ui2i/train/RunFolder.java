package org.ui2i.train;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ui2i.core.Reason;
import org.ui2i.core.SafeFile;

/**
 * The folder of a run. {@link #describe} writes {@code config.yaml} and {@code manifest.json};
 * {@link Training#saving} adds {@code last.ckpt, previous.ckpt, history.csv, timing.csv}.
 */
public final class RunFolder {
    private RunFolder() {}

    /**
     * Writes what the run is, so that it can be repeated.
     *
     * @param folder made if it is not there
     * @param config YAML of everything that decides the result
     * @param seed the run's seed
     * @param dataHash SHA-256 of the data
     * @param command what was typed
     * @throws IOException if writing fails
     */
    public static void describe(Path folder, String config, long seed, String dataHash, String command)
            throws IOException {
        Files.createDirectories(folder);
        SafeFile.write(folder.resolve("config.yaml"), config.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("command", command);
        manifest.put("seed", seed);
        manifest.put("data_sha256", dataHash);
        manifest.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        manifest.put("versions", Versions.all());
        manifest.put("machine", Versions.machine());
        manifest.put("config", config);
        SafeFile.write(folder.resolve("manifest.json"), (Json.of(manifest) + "\n").getBytes(StandardCharsets.UTF_8));
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
        Path file = folder.resolve("config.yaml");
        try {
            return Configs.fromYaml(type, Files.readString(file));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IOException(Reason.damaged(file, e).getMessage() + ": mend it, or begin another run", e);
        }
    }
}
