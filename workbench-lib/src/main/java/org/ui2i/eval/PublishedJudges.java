package org.ui2i.eval;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;
import org.ui2i.train.PublishedWeights;

/**
 * Judges that were trained once, under {@link JudgeTask#key}. Trained on the spot they would differ a little from one kind of
 * processor to the next, which rounds otherwise, and with them every number that they give.
 */
final class PublishedJudges {
    private static final String NETWORK = "judge";

    private PublishedJudges() {}

    /** Where the bundled sets' judges are. */
    static Path committed() {
        return PublishedWeights.bundled().resolve("judges");
    }

    /**
     * Fills a network if its weights are there.
     *
     * @return whether they are
     */
    static boolean fill(JudgeNet net, Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (NDManager scope = Tensors.scope()) {
            PublishedWeights.read(folder, scope).load(NETWORK, net);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path folder, JudgeNet net, Judge.Config config, String command) throws IOException {
        PublishedWeights.Origin origin = new PublishedWeights.Origin(
                NETWORK, Configs.toYaml(config), command, config.seed(), config.steps(), net.seconds());
        PublishedWeights.write(folder, Map.of(NETWORK, net), origin, PublishedWeights.Precision.HALF);
    }
}
