package org.ui2i;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ui2i.core.SafeFile;
import org.ui2i.data.Sha256;

/**
 * The jars that the library runs with are those of {@code checksums.txt}, byte for byte. To renew the file after a change of
 * a version: {@code mvn -Pchecks test -Dtest=ChecksumsTest -Dui2i.checksums=renew}.
 */
class ChecksumsTest {
    private static final Path FILE = Path.of("checksums.txt");
    private static final String NATIVE = "/pytorch-native-cpu-"; // a jar a system; the others' lines are kept

    /** By their place in a Maven repository, as in {@code org/yaml/snakeyaml/2.4/snakeyaml-2.4.jar}. */
    static Map<String, String> ofClassPath() throws IOException {
        Path repository = Path.of(System.getProperty("ui2i.repository")).toRealPath();
        Map<String, String> found = new TreeMap<>();
        for (String jar : Files.readString(Path.of(System.getProperty("ui2i.build"), "classpath.txt"))
                .strip()
                .split(File.pathSeparator)) {
            Path place = repository.relativize(Path.of(jar).toRealPath());
            found.put(place.toString().replace('\\', '/'), Sha256.of(Path.of(jar)));
        }
        return found;
    }

    private static Map<String, String> committed() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.map(line -> line.split(" {2}", 2))
                    .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0], (a, b) -> a, TreeMap::new));
        }
    }

    @Test
    void everyJarIsTheOneThatWasCommitted() throws IOException {
        Map<String, String> found = ofClassPath();
        if ("renew".equals(System.getProperty("ui2i.checksums"))) {
            renew(found);
        }
        Map<String, String> known = committed();
        assertTrue(found.size() > 50, found.toString());
        found.forEach((jar, hash) -> assertEquals(
                known.get(jar),
                hash,
                jar
                        + " is not the jar of checksums.txt: delete it from Maven's repository and build again; after a change of"
                        + " a version renew the file, see ChecksumsTest"));
        known.keySet().removeAll(found.keySet());
        assertEquals(
                "",
                known.keySet().stream().filter(jar -> !jar.contains(NATIVE)).collect(Collectors.joining(" ")),
                "these jars of checksums.txt are not used: renew it");
    }

    private static void renew(Map<String, String> found) throws IOException {
        Map<String, String> all = new TreeMap<>(found);
        String folder = found.keySet().stream()
                .filter(jar -> jar.contains(NATIVE))
                .map(jar -> jar.substring(0, jar.lastIndexOf('/') + 1))
                .findFirst()
                .orElse("none");
        if (Files.exists(FILE)) {
            committed().forEach((jar, hash) -> {
                if (jar.startsWith(folder)) {
                    all.putIfAbsent(jar, hash);
                }
            });
        }
        String text = all.entrySet().stream()
                .map(e -> e.getValue() + "  " + e.getKey() + "\n")
                .collect(Collectors.joining());
        SafeFile.write(FILE, text.getBytes(StandardCharsets.UTF_8));
    }
}
