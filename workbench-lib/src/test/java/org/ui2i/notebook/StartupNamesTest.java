package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A lesson imports whole packages: two public types of one name would make that name unusable in every cell. */
class StartupNamesTest {
    @Test
    void noTwoImportedTypesShareAName() {
        List<String> others =
                packages().filter(name -> !name.startsWith("org.ui2i.")).toList();
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

    private static Stream<JavaClass> ourTypes() {
        List<String> packages = packages().toList();
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.ui2i").stream()
                        .filter(type -> packages.contains(type.getPackageName()))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static Stream<String> packages() {
        return Pattern.compile("import ([a-z0-9.]+)\\.\\*;")
                .matcher(KernelExtension.imports())
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
