package org.ui2i.train;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;
import static org.ui2i.core.Check.shown;

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

/** Trees of maps, lists and scalars to records. */
final class ConfigReader {
    private ConfigReader() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object value(Type type, @Nullable Object given, String path) {
        Object node = present(given, "%s has no value: give one", path);
        Class<?> raw = type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
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
            Map<String, Object> out = new LinkedHashMap<>();
            map.forEach((key, child) -> out.put(String.valueOf(key), value(item, child, path + "." + shown(key))));
            return out;
        }
        return scalar(raw, node, path);
    }

    static Object record(Class<? extends Record> type, @Nullable Object node, String path) {
        check(
                node instanceof Map,
                "%s is %s: give its fields",
                path.isEmpty() ? "the configuration" : path,
                shown(node));
        Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(node);
        RecordComponent[] fields = type.getRecordComponents();
        List<String> known = Arrays.stream(fields).map(RecordComponent::getName).toList();
        for (Object key : map.keySet()) {
            check(
                    known.contains(String.valueOf(key)),
                    "there is no setting \"%s\"%s",
                    shown(join(path, String.valueOf(key))),
                    nearest(shown(key), known));
        }
        @Nullable Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            String name = fields[i].getName();
            Object usual = usual(fields[i]);
            check(
                    map.containsKey(name) || mayLack(fields[i]) || usual != null,
                    "the setting \"%s\" is missing: give every field",
                    join(path, name));
            Object child = map.containsKey(name) ? map.get(name) : usual;
            values[i] = child == null && mayLack(fields[i])
                    ? null
                    : value(fields[i].getGenericType(), child, join(path, name));
        }
        return construct(type, fields, values);
    }

    /** What stands for a field that is not given; null if it must be. */
    static @Nullable Object usual(RecordComponent field) {
        Usual usual = field.getAnnotation(Usual.class);
        if (usual != null) {
            return Configs.parse(usual.value());
        }
        Class<?> type = field.getType();
        boolean all =
                type.isRecord() && Arrays.stream(type.getRecordComponents()).allMatch(inner -> usual(inner) != null);
        return all ? Map.of() : null;
    }

    private static boolean mayLack(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
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

    private static <E extends Enum<E>> E constant(Class<E> type, Object node, String path) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(node.toString().replace('-', '_'))) {
                return constant;
            }
            names.add(constant.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException(path + " is " + shown(node) + ": use one of " + String.join(", ", names));
    }

    private static Object scalar(Class<?> type, Object node, String path) {
        String text = node.toString();
        try {
            if (type == int.class || type == Integer.class) {
                return Integer.valueOf(text);
            } else if (type == long.class || type == Long.class) {
                return Long.valueOf(text);
            } else if (type == double.class || type == Double.class) {
                return finite(Double.parseDouble(text), path);
            } else if (type == float.class || type == Float.class) {
                return (float) finite(Double.parseDouble(text), path);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(path + " is \"" + shown(text) + "\": use a number (" + type + ")", e);
        }
        if (type == boolean.class || type == Boolean.class) {
            check(node instanceof Boolean, "%s is \"%s\": use true or false", path, shown(text));
            return node;
        }
        check(type == String.class, "%s is of type %s, which a configuration cannot hold", path, type.getSimpleName());
        return text;
    }

    private static double finite(double value, String path) {
        check(Double.isFinite(value), "%s is %s: use a finite number", path, value);
        return value;
    }

    private static String join(String path, Object name) {
        return path.isEmpty() ? name.toString() : path + "." + name;
    }

    static String nearest(String name, Collection<String> known) {
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
