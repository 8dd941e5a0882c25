package org.ui2i.bench;

import static org.ui2i.core.Check.present;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.ui2i.tensor.Profile;

/**
 * The operations of {@link Profile}'s record.
 *
 * @param operations in the order in which they began
 */
record EngineRecord(List<Operation> operations) {
    private static final Map<String, Double> UNITS =
            Map.of("b", 1.0, "Kb", 1024.0, "Mb", 1048576.0, "Gb", 1073741824.0);

    /**
     * One operation.
     *
     * @param name the engine's, such as {@code aten::add}
     * @param begin in microseconds
     * @param end in microseconds
     * @param shapes of the operands; empty for those that are no arrays
     * @param bytes that it took and did not give back: its results
     */
    record Operation(String name, double begin, double end, List<long[]> shapes, double bytes) {}

    static EngineRecord of(String json) {
        List<Operation> operations = new ArrayList<>();
        for (JsonElement element : JsonParser.parseString(json).getAsJsonArray()) {
            JsonObject o = element.getAsJsonObject();
            if (o.has("shape")) {
                double begin = o.get("ts").getAsDouble();
                operations.add(new Operation(
                        o.get("name").getAsString(),
                        begin,
                        begin + o.get("dur").getAsDouble(),
                        shapes(o.getAsJsonArray("shape")),
                        bytes(o.get("cpu mem").getAsString())));
            }
        }
        operations.sort(Comparator.comparingDouble(Operation::begin)
                .thenComparing(Comparator.comparingDouble(Operation::end).reversed()));
        return new EngineRecord(List.copyOf(operations));
    }

    private static List<long[]> shapes(JsonArray array) {
        return array.asList().stream()
                .map(shape -> shape.getAsJsonArray().asList().stream()
                        .mapToLong(JsonElement::getAsLong)
                        .toArray())
                .toList();
    }

    /** For example {@code 26.12 Kb}. */
    private static double bytes(String text) {
        String[] parts = text.split(" ", 2);
        return Double.parseDouble(parts[0]) * present(UNITS.get(parts[1]), "%s is no number of bytes", text);
    }

    /** How many operations were called from outside: those that lie within another are its own. */
    int calls() {
        int calls = 0;
        double end = Double.NEGATIVE_INFINITY;
        for (Operation o : operations) {
            if (o.begin >= end) {
                calls++;
                end = o.end;
            }
        }
        return calls;
    }

    /** Floating point operations of all convolutions, forward and backward. */
    double flop() {
        return operations.stream().mapToDouble(ConvWork::flop).sum();
    }
}
