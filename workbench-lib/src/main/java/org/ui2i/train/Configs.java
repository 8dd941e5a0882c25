package org.ui2i.train;

import static org.ui2i.core.Check.check;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
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
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** Configuration records to YAML and back: records in records, enums in lower case, numbers, texts, lists, maps. */
public final class Configs {
    private Configs() {}

    /**
     * A record as YAML.
     *
     * @param config a record of records, enums, numbers, booleans, texts, lists and maps
     * @return a line a field, in the record's order
     */
    public static String toYaml(Record config) {
        return yaml().dump(plain(config));
    }

    /**
     * YAML as a record.
     *
     * @param type the record
     * @param text YAML that gives every field
     * @param <R> the record
     * @return the record, which has checked its ranges
     * @throws IllegalArgumentException naming an unknown field and the nearest known one, a missing field, or a value
     *     of the wrong kind
     */
    public static <R extends Record> R fromYaml(Class<R> type, String text) {
        return type.cast(record(type, parse(text), ""));
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
            check(equals > 0, "\"%s\" is no setting: use field=value, for example dis.filters=16", set);
            put(tree, set.substring(0, equals).strip(), parse(set.substring(equals + 1)));
        }
        return (R) record(config.getClass(), tree, "");
    }

    /** Refuses two configurations that differ, naming the first difference. */
    static void checkEqual(String own, String saved) {
        Map<String, String> a = flat(own);
        Map<String, String> b = flat(saved);
        a.forEach((name, value) -> check(
                value.equals(b.get(name)),
                "%s is %s, but %s in the checkpoint: use the configuration that it was trained with",
                name,
                value,
                b.getOrDefault(name, "missing")));
        b.forEach((name, value) -> check(
                a.containsKey(name),
                "%s is missing, but %s in the checkpoint: use the same configuration",
                name,
                value));
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

    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options);
    }

    private static @Nullable Object parse(String text) {
        try {
            return yaml().load(text);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("this is no YAML: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> tree, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        check(tree.containsKey(name), "there is no setting \"%s\"%s", path, nearest(name, tree.keySet()));
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

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object value(Type type, @Nullable Object node, String path) {
        Class<?> raw = type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
        if (node == null && !raw.isPrimitive()) {
            return null;
        }
        if (raw.isRecord()) {
            return record((Class<? extends Record>) raw, node, path);
        }
        if (raw.isEnum()) {
            return constant((Class<? extends Enum>) raw, node, path);
        }
        if (raw == List.class && node instanceof List<?> list) {
            Type item = ((ParameterizedType) type).getActualTypeArguments()[0];
            return list.stream().map(each -> value(item, each, path)).toList();
        }
        if (raw == Map.class && node instanceof Map<?, ?> map) {
            Type item = ((ParameterizedType) type).getActualTypeArguments()[1];
            Map<String, @Nullable Object> out = new LinkedHashMap<>();
            map.forEach((key, child) -> out.put(key.toString(), value(item, child, path + "." + key)));
            return out;
        }
        return scalar(raw, node, path);
    }

    private static Object record(Class<? extends Record> type, @Nullable Object node, String path) {
        check(
                node instanceof Map,
                "%s is %s: give its fields",
                path.isEmpty() ? "the configuration" : path,
                String.valueOf(node));
        Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(node);
        RecordComponent[] fields = type.getRecordComponents();
        List<String> known = Arrays.stream(fields).map(RecordComponent::getName).toList();
        for (Object key : map.keySet()) {
            check(
                    known.contains(key.toString()),
                    "there is no setting \"%s\"%s",
                    join(path, key),
                    nearest("" + key, known));
        }
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            String name = fields[i].getName();
            check(map.containsKey(name), "the setting \"%s\" is missing: give every field", join(path, name));
            values[i] = value(fields[i].getGenericType(), map.get(name), join(path, name));
        }
        return construct(type, fields, values);
    }

    private static Object construct(Class<?> type, RecordComponent[] fields, @Nullable Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("a " + type.getSimpleName() + " cannot be made", e);
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, @Nullable Object node, String path) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(String.valueOf(node))) {
                return constant;
            }
            names.add(constant.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException(path + " is " + node + ": use one of " + String.join(", ", names));
    }

    private static Object scalar(Class<?> type, @Nullable Object node, String path) {
        String text = String.valueOf(node);
        try {
            if (type == int.class || type == Integer.class) {
                return Integer.valueOf(text);
            } else if (type == long.class || type == Long.class) {
                return Long.valueOf(text);
            } else if (type == double.class || type == Double.class) {
                return Double.valueOf(text);
            } else if (type == float.class || type == Float.class) {
                return Float.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(path + " is \"" + text + "\": use a number (" + type + ")", e);
        }
        if (type == boolean.class || type == Boolean.class) {
            check(node instanceof Boolean, "%s is \"%s\": use true or false", path, text);
            return Objects.requireNonNull(node);
        }
        check(type == String.class, "%s is of type %s, which a configuration cannot hold", path, type.getSimpleName());
        return text;
    }

    private static String join(String path, Object name) {
        return path.isEmpty() ? name.toString() : path + "." + name;
    }

    private static String nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(other -> distance(name, other)))
                .map(best -> ": did you mean \"" + best + "\"?")
                .orElse("");
    }

    /** Edits between two names (Levenshtein), case not counted. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int edit = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(edit, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
