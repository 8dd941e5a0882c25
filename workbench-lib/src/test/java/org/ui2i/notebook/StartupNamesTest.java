package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A lesson imports whole packages: two public types of one name would make that name unusable in every cell. */
class StartupNamesTest {
    private static final Path TOOLS =
            Path.of(System.getProperty("ui2i.root", "..")).resolve("notebooks/tools");

    @Test
    void noTwoImportedTypesShareAName() throws IOException {
        List<String> others =
                matches("startup.jsh", "import ([a-z0-9.]+)\\.\\*;").toList();
        assertTrue(others.contains("java.util"), others.toString());
        Map<String, List<String>> owners = new HashMap<>();
        ourTypes().forEach(type -> owners.computeIfAbsent(type.getSimpleName(), name -> new ArrayList<>())
                .add(type.getPackageName()));
        owners.forEach((name, where) ->
                others.stream().filter(other -> exists(other + "." + name)).forEach(where::add));
        assertTrue(owners.size() > 20, owners.toString());
        assertEquals(
                List.of(),
                owners.entrySet().stream().filter(e -> e.getValue().size() > 1).toList());
    }

    private static Stream<JavaClass> ourTypes() throws IOException {
        String line =
                matches("kernelspec.py", "PACKAGES = \\((.*)\\)").findFirst().orElseThrow();
        List<String> packages = Stream.of(line.split(", "))
                .map(name -> "org.ui2i." + name.replace("\"", ""))
                .toList();
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.ui2i").stream()
                        .filter(type -> packages.contains(type.getPackageName()))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static Stream<String> matches(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(TOOLS.resolve(file)))
                .results()
                .map(match -> match.group(1));
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name, false, StartupNamesTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
