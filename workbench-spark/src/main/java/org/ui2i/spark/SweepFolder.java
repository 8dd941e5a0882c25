package org.ui2i.spark;

import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ui2i.core.FileClaim;
import org.ui2i.core.Reason;
import org.ui2i.core.SafeFile;
import org.ui2i.train.Configs;

/**
 * A sweep's output, which driver and executors see under the same path: {@code cells/KEY} is a run's folder with a
 * {@code result.yaml} once the cell is done, beside it are the tables and the figure.
 *
 * @param root the folder
 */
record SweepFolder(Path root) {
    /** A cell's run: config.yaml, manifest.json, history, checkpoints. */
    Path cell(Cell cell) {
        return root.resolve("cells").resolve(cell.key());
    }

    /**
     * The right to run a sweep in this folder.
     *
     * @return to be closed
     * @throws IOException if the folder cannot be made or written
     */
    FileClaim claim() throws IOException {
        try {
            FileClaim claim = FileClaim.of(Files.createDirectories(root).resolve(".lock"));
            return present(claim, "another sweep writes into %s: wait until it ends, or use another --out", root);
        } catch (IOException e) {
            throw new IOException(root + " cannot be written: " + Reason.of(e) + ". Use another --out", e);
        }
    }

    /**
     * A cell's result.
     *
     * @return empty unless it is done
     * @throws IOException if it cannot be read
     */
    Optional<CellResult> result(Cell cell) throws IOException {
        Path file = resultFile(cell);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Configs.fromYaml(CellResult.class, Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new IOException(Reason.damaged(file, e).getMessage() + ": delete it to train the cell again", e);
        }
    }

    /** Makes a cell done. */
    void write(Cell cell, CellResult result) throws IOException {
        SafeFile.write(resultFile(cell), Configs.toYaml(result).getBytes(StandardCharsets.UTF_8));
    }

    private Path resultFile(Cell cell) {
        return cell(cell).resolve("result.yaml");
    }
}
