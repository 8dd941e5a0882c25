package org.ui2i.parity;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Optimizer;
import org.ui2i.tensor.RmsProp;

/**
 * One model's reference numbers: {@code NAME.json} (hyper-parameters, acceptance) and {@code NAME.npz}. In place of
 * {@code after/X} the latter may hold {@code step/X}, which takes half the room: to be added to {@code param/X}; and in
 * place of the images {@code out/X} their {@link #THIN} pixels, {@code thin/X}. The copies beside the tests round outputs
 * and gradients to 2^-17 and 2^-16 of their tensor's largest number, at most a tenth of the limits: they pack smaller.
 *
 * @param name the model
 * @param json what the numbers mean
 * @param arrays the numbers by key, such as {@code grad_gen/...}
 */
record Fixture(String name, JsonObject json, Map<String, NDArray> arrays) {
    /** Every fourth row and column of (B, C, H, W). */
    static final String THIN = ":, :, ::4, ::4";

    static Fixture read(Path dir, String name, NDManager manager) throws IOException {
        Path npz = dir.resolve(name + ".npz");
        Path json = dir.resolve(name + ".json");
        check(
                Files.isRegularFile(npz) && Files.isRegularFile(json),
                "no fixture \"%s\" in %s: give --dir a folder with %s.json and %s.npz",
                name,
                dir,
                name,
                name);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(npz));
                Reader reader = Files.newBufferedReader(json)) {
            JsonObject meaning = JsonParser.parseReader(reader).getAsJsonObject();
            return new Fixture(name, meaning, withoutUnused(meaning, stepped(Npz.read(in, manager))));
        }
    }

    private static Map<String, NDArray> stepped(Map<String, NDArray> arrays) {
        for (String key : List.copyOf(arrays.keySet())) {
            if (key.startsWith("step/")) {
                String name = key.substring("step/".length());
                NDArray before = present(arrays.get("param/" + name), "there is a %s, but no param/%s", key, name);
                arrays.put("after/" + name, before.add(present(arrays.remove(key), "no %s", key)));
            }
        }
        return arrays;
    }

    /** Without the buffers that the reference stores but neither reads nor changes. */
    private static Map<String, NDArray> withoutUnused(JsonObject meaning, Map<String, NDArray> arrays) {
        for (String name : unused(meaning)) {
            arrays.remove("param/" + name);
            arrays.remove("after/" + name);
        }
        return arrays;
    }

    /** As listed, else the running statistics that an iteration leaves as they were. */
    private static List<String> unused(JsonObject meaning) {
        if (meaning.has("unused_buffers")) {
            return strings(meaning.getAsJsonArray("unused_buffers"));
        }
        JsonObject exact = meaning.getAsJsonObject("float32_vs_float64");
        return exact == null || !exact.has("after_equals_param")
                ? List.of()
                : strings(exact.getAsJsonArray("after_equals_param")).stream()
                        .filter(key -> key.endsWith(".running_mean") || key.endsWith(".running_var"))
                        .map(key -> key.substring("after/".length()))
                        .toList();
    }

    private static List<String> strings(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    NDArray get(String key) {
        return present(arrays.get(key), "the fixture %s has no \"%s\"", name, key);
    }

    /** All arrays below a prefix, without it. */
    Map<String, NDArray> group(String prefix) {
        Map<String, NDArray> group = new LinkedHashMap<>();
        arrays.forEach((key, array) -> {
            if (key.startsWith(prefix)) {
                group.put(key.substring(prefix.length()), array);
            }
        });
        return group;
    }

    JsonObject hyper() {
        return json.getAsJsonObject("hyper_parameters");
    }

    static int whole(JsonObject o, String field) {
        return element(o, field).getAsInt();
    }

    static double number(JsonObject o, String field) {
        return element(o, field).getAsDouble();
    }

    private static JsonElement element(JsonObject o, String field) {
        return present(o.get(field), "the fixture's JSON has no \"%s\" among %s", field, o.keySet());
    }

    /** A fresh optimizer as the acceptance section has it. */
    Optimizer optimizer(String player) {
        String type = optimizers(player).get("type").getAsString();
        return switch (type) {
            case "Adam" -> new Adam(adam(player));
            case "RMSprop" -> new RmsProp(rmsProp(player));
            default -> throw new IllegalArgumentException(player + "'s optimizer is " + type + ", which is not known");
        };
    }

    Adam.Config adam(String player) {
        JsonObject o = optimizers(player);
        check(o.get("type").getAsString().equals("Adam"), "%s's optimizer is %s, not Adam", player, o.get("type"));
        return new Adam.Config(
                number(o, "lr"),
                o.getAsJsonArray("betas").get(0).getAsDouble(),
                o.getAsJsonArray("betas").get(1).getAsDouble(),
                number(o, "eps"),
                number(o, "weight_decay"));
    }

    RmsProp.Config rmsProp(String player) {
        JsonObject o = optimizers(player);
        return new RmsProp.Config(number(o, "lr"), number(o, "alpha"), number(o, "eps"), number(o, "weight_decay"));
    }

    private JsonObject optimizers(String player) {
        return acceptance().getAsJsonObject("optimizers").getAsJsonObject(player);
    }

    JsonObject acceptance() {
        return json.getAsJsonObject("acceptance");
    }

    List<String> names(String field) {
        return strings(acceptance().getAsJsonArray(field));
    }
}
