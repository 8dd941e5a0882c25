package org.ui2i.data.papers;

import static org.ui2i.core.Check.present;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The table of the papers' data sets, {@code sets.yaml}. */
public final class PaperSets {
    private static final List<PaperSet> ALL = read();

    private PaperSets() {}

    /**
     * All of them.
     *
     * @return in the table's order
     */
    public static List<PaperSet> all() {
        return ALL;
    }

    /**
     * One of them.
     *
     * @param name its name
     * @return the set
     */
    public static PaperSet named(String name) {
        return present(
                ALL.stream().filter(set -> set.name().equals(name)).findAny().orElse(null),
                "there is no recipe for \"%s\": use one of %s",
                name,
                ALL.stream().map(PaperSet::name).toList());
    }

    private static List<PaperSet> read() {
        try (InputStream in = present(PaperSets.class.getResourceAsStream("sets.yaml"), "no sets.yaml in the jar")) {
            Object table = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            Gson gson = new Gson();
            return List.of(gson.fromJson(gson.toJsonTree(table), PaperSet[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("sets.yaml in the jar cannot be read", e);
        }
    }
}
