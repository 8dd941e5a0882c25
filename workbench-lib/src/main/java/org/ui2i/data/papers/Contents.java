package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ui2i.core.Check;
import org.ui2i.data.Sha256;

/** {@code contents.csv} of a data set that is here: its name, then length, SHA-256 and path of each file. */
final class Contents {
    private static final String FILE = "contents.csv";
    private static final int CELLS = 3;

    private Contents() {}

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /** Notes all files of a folder. */
    static void note(String set, Path folder) throws IOException {
        Path list = folder.resolve(FILE);
        try (Stream<Path> all = Files.walk(folder);
                BufferedWriter out = Files.newBufferedWriter(list)) {
            out.write(set + "\n");
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(p -> !p.equals(list))
                    .sorted()
                    .toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                out.write(Files.size(file) + "," + Sha256.of(file) + "," + path + "\n");
            }
        }
    }

    /**
     * Reads every file again.
     *
     * @return how many there are
     * @throws IllegalArgumentException naming the first one that is missing or has other bytes
     */
    static int verified(String set, Path folder) throws IOException {
        int n = 0;
        try (BufferedReader in = Files.newBufferedReader(folder.resolve(FILE))) {
            String name = in.readLine();
            check(
                    set.equals(name),
                    "%s holds %s, not %s: name another folder with --to",
                    folder,
                    Check.shown(name),
                    set);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", CELLS);
                check(cells.length == CELLS, "%s of %s is damaged: delete the folder and get it again", FILE, folder);
                Path file = folder.resolve(cells[2]);
                check(
                        Files.isRegularFile(file)
                                && String.valueOf(Files.size(file)).equals(cells[0])
                                && Sha256.of(file).equals(cells[1]),
                        "%s is missing or was changed since it was laid out: delete %s and get it again",
                        file,
                        folder);
                n++;
            }
        }
        return n;
    }
}
