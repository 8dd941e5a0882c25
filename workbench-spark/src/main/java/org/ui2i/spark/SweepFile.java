package org.ui2i.spark;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Reason;
import org.ui2i.run.ModelKind;
import org.ui2i.run.RunScore;
import org.ui2i.train.Configs;

/**
 * A sweep as its file describes it: every combination of the grid's values, in every arm, with every seed, is a cell.
 * <pre>
 * model: unit
 * data: glyph-styles
 * preset: lab
 * steps: 1000
 * seeds: [1, 2, 3]
 * set: {filters: 8}                                # for all cells
 * grid: {batch: [1, 8]}                            # each value with each
 * arms: {base: {}, no-cycle: {weights.cycle: 0}}   # or changes that belong together, by name
 * scores: [l1, retrieval]                          # left out: all that there are
 * </pre>
 * A field is named as {@code --set} names it; {@code model}, {@code data}, {@code preset} and {@code steps} are fields too.
 *
 * @param model what is trained
 * @param data as {@code train --data} takes it
 * @param preset to start from
 * @param steps of each training
 * @param seeds one training each
 * @param set field to value, for all cells
 * @param grid field to values
 * @param arms name to field to value
 * @param scores what to score by
 */
record SweepFile(
        ModelKind model,
        String data,
        ModelKind.Preset preset,
        int steps,
        List<Long> seeds,
        @Nullable Map<String, String> set,
        @Nullable Map<String, List<String>> grid,
        @Nullable Map<String, Map<String, String>> arms,
        @Nullable List<RunScore> scores) {

    /** Checks what the cells have in common. */
    SweepFile {
        check(!seeds.isEmpty(), "seeds is empty: give at least one, and three for intervals");
        check(new LinkedHashSet<>(seeds).size() == seeds.size(), "seeds is %s: give each seed once", seeds);
        check(arms == null || !arms.isEmpty(), "arms is empty: name at least one, or leave it out");
    }

    /**
     * Reads a file.
     *
     * @param file YAML as above
     * @return the sweep
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException naming the file and an unknown field with the nearest known one, or a wrong value
     */
    static SweepFile read(Path file) throws IOException {
        try {
            return Configs.fromYaml(SweepFile.class, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw Reason.damaged(file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The grid, unrolled; nothing is built or read.
     *
     * @return cells, those of an arm together, in the file's order
     * @throws IllegalArgumentException if a field is given twice, has no value, or is the seed
     */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        Map<String, String> common = Objects.requireNonNullElse(set, Map.of());
        Map<String, Map<String, String>> named = Objects.requireNonNullElse(arms, Map.of("", Map.of()));
        checkOnce("set", common);
        named.forEach((name, changes) -> {
            checkOnce("arms." + name, changes);
            for (Map<String, String> point : combinations()) {
                Map<String, String> fields = new LinkedHashMap<>(common);
                fields.putAll(changes);
                fields.putAll(point);
                seeds.forEach(seed -> cells.add(Cell.of(this, label(name, point), point, fields, seed)));
            }
        });
        return cells;
    }

    private void checkOnce(String where, Map<String, String> fields) {
        check(!fields.containsKey("seed"), "%s has the field seed: list seeds under seeds", where);
        for (String field : fields.keySet()) {
            check(grid == null || !grid.containsKey(field), "%s is in %s and in grid: leave one out", field, where);
        }
    }

    private static String label(String arm, Map<String, String> point) {
        Stream<String> values = point.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue());
        String label = String.join(
                ", ",
                Stream.concat(Stream.of(arm), values).filter(s -> !s.isEmpty()).toList());
        return label.isEmpty() ? "all" : label;
    }

    private List<Map<String, String>> combinations() {
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, List<String>> axis :
                Objects.requireNonNullElse(grid, Map.<String, List<String>>of()).entrySet()) {
            check(!axis.getKey().equals("seed"), "grid has the field seed: list seeds under seeds");
            check(!axis.getValue().isEmpty(), "grid.%s has no value: give at least one", axis.getKey());
            all = all.stream()
                    .flatMap(point -> axis.getValue().stream().map(value -> with(point, axis.getKey(), value)))
                    .toList();
        }
        return all;
    }

    private static Map<String, String> with(Map<String, String> point, String field, String value) {
        Map<String, String> more = new LinkedHashMap<>(point);
        more.put(field, value);
        return more;
    }
}
