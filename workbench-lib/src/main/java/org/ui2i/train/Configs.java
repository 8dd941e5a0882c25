package org.ui2i.train;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.shown;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** Configuration records to YAML and back: records in records, enums in lower case, numbers, texts, lists, maps. */
public final class Configs {
    private static final int DEEPEST = 20, MOST_ALIASES = 10;

    private Configs() {}

    /**
     * A record as YAML.
     *
     * @param config a record of records, enums, numbers, booleans, texts, lists and maps
     * @return a line a field, in the record's order; without those that are as {@link Usual}
     */
    public static String toYaml(Record config) {
        return yaml().dump(unusual(config));
    }

    /** All fields but those that are as {@link Usual}. */
    private static Map<String, @Nullable Object> unusual(Record record) {
        Map<String, @Nullable Object> map = fields(record);
        for (RecordComponent field : record.getClass().getRecordComponents()) {
            Object usual = ConfigReader.usual(field);
            if (get(field, record) instanceof Record inner) {
                map.put(field.getName(), unusual(inner));
            }
            if (usual != null && usual.equals(map.get(field.getName()))) {
                map.remove(field.getName());
            }
        }
        return map;
    }

    /**
     * YAML as a record.
     *
     * @param type the record
     * @param text YAML that gives every field but those that are {@link Usual}
     * @param <R> the record
     * @return the record, which has checked its ranges
     * @throws IllegalArgumentException naming an unknown field and the nearest known one, a missing field, or a value
     *     of the wrong kind
     */
    public static <R extends Record> R fromYaml(Class<R> type, String text) {
        return type.cast(ConfigReader.record(type, parse(text), ""));
    }

    /**
     * A copy with some fields changed.
     *
     * @param config the record
     * @param sets {@code path=value}, for example {@code dis.filters=16}
     * @param <R> the record
     * @return the copy
     * @throws IllegalArgumentException naming an unknown field and the nearest known one, or a wrong value
     */
    @SuppressWarnings("unchecked")
    public static <R extends Record> R with(R config, List<String> sets) {
        Map<String, @Nullable Object> tree = fields(config);
        for (String set : sets) {
            int equals = set.indexOf('=');
            check(equals > 0, "\"%s\" is no setting: use field=value, for example dis.filters=16", shown(set));
            put(tree, set.substring(0, equals).strip(), parse(set.substring(equals + 1)));
        }
        return (R) ConfigReader.record(config.getClass(), tree, "");
    }

    /** Refuses two configurations that differ, naming the first difference. */
    static void checkEqual(String own, String saved) {
        checkEqual(own, saved, "the checkpoint");
    }

    /** As the other; {@code place} is where {@code saved} stands. */
    static void checkEqual(String own, String saved, String place) {
        Map<String, String> a = flat(own);
        Map<String, String> b = flat(saved);
        a.forEach((name, value) -> check(
                value.equals(b.get(name)),
                "%s is %s, but %s in %s: use the configuration that it was trained with",
                name,
                value,
                b.getOrDefault(name, "missing"),
                place));
        b.forEach((name, value) -> check(
                a.containsKey(name), "%s is missing, but %s in %s: use the same configuration", name, value, place));
    }

    private static Map<String, String> flat(String text) {
        Map<String, String> out = new LinkedHashMap<>();
        flatten("", parse(text), out);
        return out;
    }

    private static void flatten(String path, @Nullable Object node, Map<String, String> out) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, child) -> flatten(path.isEmpty() ? "" + key : path + "." + key, child, out));
        } else if (node != null || !path.isEmpty()) {
            out.put(path.isEmpty() ? "the configuration" : path, String.valueOf(node));
        }
    }

    /** No configuration is deep, so what is deeper refers to itself. */
    private static void checkDepth(@Nullable Object node, int deepest) {
        check(deepest > 0, "the settings lie more than %d levels deep: give plain fields, without references", DEEPEST);
        if (node instanceof Map<?, ?> map) {
            map.values().forEach(child -> checkDepth(child, deepest - 1));
        } else if (node instanceof Collection<?> list) {
            list.forEach(child -> checkDepth(child, deepest - 1));
        }
    }

    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(MOST_ALIASES); // ten of a thousand could be a billion
        limits.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(limits), new Representer(options), options, limits);
    }

    static @Nullable Object parse(String text) {
        Object tree;
        try {
            tree = yaml().load(text);
        } catch (YAMLException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "this is no YAML: " + reason(e) + ": write field: value, line by line", e);
        }
        checkDepth(tree, DEEPEST);
        return tree;
    }

    private static String reason(Exception e) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return "line " + (marked.getProblemMark().getLine() + 1) + ": " + marked.getProblem();
        }
        return e instanceof YAMLException ? shown(e.getMessage()) : "a number or a date has too many digits";
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> tree, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        check(
                tree.containsKey(name),
                "there is no setting \"%s\"%s",
                shown(path),
                ConfigReader.nearest(name, tree.keySet()));
        if (dot < 0) {
            tree.put(name, value);
            return;
        }
        check(tree.get(name) instanceof Map, "\"%s\" has no fields, so \"%s\" cannot be set", name, path);
        put((Map<String, @Nullable Object>) Objects.requireNonNull(tree.get(name)), path.substring(dot + 1), value);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Record record) {
            return fields(record);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> out = new LinkedHashMap<>();
            map.forEach((key, child) -> out.put(key.toString(), plain(child)));
            return out;
        }
        return value instanceof List<?> list ? list.stream().map(Configs::plain).toList() : value;
    }

    private static Map<String, @Nullable Object> fields(Record record) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (RecordComponent field : record.getClass().getRecordComponents()) {
            map.put(field.getName(), plain(get(field, record)));
        }
        return map;
    }

    private static @Nullable Object get(RecordComponent field, Record record) {
        try {
            field.getAccessor().setAccessible(true); // a student's record is not public
            return field.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("the field " + field.getName() + " cannot be read", e);
        }
    }
}
