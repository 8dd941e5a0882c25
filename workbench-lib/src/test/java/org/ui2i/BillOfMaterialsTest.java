package org.ui2i;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bill of materials that the build made: it names all that runs, and every licence is one that somebody has looked at. */
class BillOfMaterialsTest {
    private static final Path BILL = Path.of(System.getProperty("ui2i.build"), "bom.json");
    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause");
    /** Looked at one by one. */
    private static final Map<String, String> REVIEWED = Map.of(
            "jna", "LGPL-2.1-or-later or, as taken here, Apache-2.0",
            "VectorGraphics2D",
                    "LGPL: XChart's, unchanged, a jar of its own that can be replaced; no vector file is written here",
            "icu4j", "Unicode/ICU License, permissive",
            "jline-*", "BSD-3-Clause in its licence file, which its address makes look like BSD-4-Clause",
            "junit-*", "EPL-2.0: for tests, not shipped",
            "opentest4j", "for tests, not shipped",
            "apiguardian-api", "for tests, not shipped");

    private static List<JsonObject> components() throws IOException {
        assumeTrue(Files.exists(BILL), "no bill of materials: Maven makes it with -Pchecks");
        JsonObject bill = JsonParser.parseString(Files.readString(BILL)).getAsJsonObject();
        assertEquals("CycloneDX", bill.get("bomFormat").getAsString());
        List<JsonObject> all = new ArrayList<>();
        bill.getAsJsonArray("components").forEach(c -> all.add(c.getAsJsonObject()));
        return all;
    }

    @Test
    void itNamesEveryJarOfTheClassPath() throws IOException {
        Set<String> named = components().stream()
                .map(c -> c.get("name").getAsString() + "-" + c.get("version").getAsString())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> jars = List.copyOf(ChecksumsTest.ofClassPath().keySet());
        assertTrue(jars.size() > 50, jars.toString());
        assertEquals(
                List.of(),
                jars.stream()
                        .filter(jar -> named.stream().noneMatch(jar.substring(jar.lastIndexOf('/') + 1)::startsWith))
                        .toList());
    }

    @Test
    void everyLicenceIsAllowedOrReviewed() throws IOException {
        Map<String, Set<String>> open = new TreeMap<>();
        for (JsonObject component : components()) {
            Set<String> licences = licences(component);
            String name = component.get("name").getAsString();
            if (licences.isEmpty() || !ALLOWED.containsAll(licences)) {
                open.put(name, licences);
            }
        }
        open.keySet().removeIf(name -> REVIEWED.keySet().stream()
                .anyMatch(known -> Pattern.matches(known.replace("*", ".*"), name)));
        assertEquals(Map.of(), open, "look at these licences, then allow or list them here");
    }

    private static Set<String> licences(JsonObject component) {
        Set<String> found = new TreeSet<>();
        if (component.has("licenses")) {
            for (JsonElement each : component.getAsJsonArray("licenses")) {
                JsonObject entry = each.getAsJsonObject();
                JsonObject licence = entry.has("license") ? entry.getAsJsonObject("license") : entry;
                for (String key : List.of("id", "name", "expression")) {
                    if (licence.has(key)) {
                        found.add(licence.get(key).getAsString());
                    }
                }
            }
        }
        return found;
    }
}
