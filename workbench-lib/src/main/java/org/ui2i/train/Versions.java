package org.ui2i.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.ui2i.tensor.Tensors;

/** What a run was made with and on. */
final class Versions {
    private static final String UNKNOWN = "unknown";

    private Versions() {}

    static Map<String, String> all() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("workbench", library());
        versions.put("engine", Tensors.engineVersion());
        versions.put("java", System.getProperty("java.version"));
        return versions;
    }

    static Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("os_version", System.getProperty("os.version"));
        machine.put("cpu", cpu());
        machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put("device", Tensors.device().toString());
        machine.put("threads", Integer.toString(Tensors.threads()));
        return machine;
    }

    /** Its model as Linux names it: the engine chooses its kernels by it, and they round otherwise. */
    private static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException | UncheckedIOException e) {
            return UNKNOWN; // another system, or none of our business
        }
    }

    private static String library() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is not beside Versions: build with ./workbench");
            }
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
