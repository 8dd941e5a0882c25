package org.ui2i;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A package imports only from those before it, and each third-party library has one home. Plain tests that call
 * {@code check}: fields with {@code @ArchTest} ran no test under this Surefire.
 */
class ArchitectureTest {
    private static final List<String> ORDER = List.of(
            "core",
            "tensor",
            "data",
            "nn",
            "loss",
            "models",
            "train",
            "eval",
            "plot",
            "io",
            "run",
            "bench",
            "parity",
            "notebook",
            "cli");
    private static final Map<String, List<String>> HOMES = Map.of(
            "ai.djl.pytorch..", List.of("tensor"),
            "tech.tablesaw..", List.of("data", "train"),
            "org.tribuo..", List.of("eval"),
            "org.knowm..", List.of("plot"),
            "picocli..", List.of("cli"),
            "net.razorvine..", List.of("io"),
            "org.apache.commons.compress..", List.of("data"),
            "org.dflib..", List.of("notebook"),
            "io.github.spencerpark..", List.of("notebook"));
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(ArchitectureTest::isNoTest).importPackages("org.ui2i");

    private static boolean isNoTest(Location location) {
        return !location.contains("/test-classes/");
    }

    @Test
    void importsPointOneWay() {
        assertTrue(CLASSES.size() > 50, "only " + CLASSES.size() + " classes were found: nothing would be checked");
        for (int i = 0; i < ORDER.size() - 1; i++) {
            List<String> later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(p -> "org.ui2i." + p + "..")
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage("org.ui2i." + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later.toArray(new String[0]))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    /** See {@code Ops.scale}: the number's memory is freed before the backward pass reads it. */
    @Test
    void nobodyMultipliesAnArrayByANumberThroughTheEnginesBinding() {
        for (String operation : List.of("mul", "div", "pow")) {
            noClasses()
                    .should()
                    .callMethod(NDArray.class, operation, Number.class)
                    .because("autograd would keep an array whose memory Java frees: use Ops.scale")
                    .check(CLASSES);
        }
    }

    @Test
    void eachLibraryHasOneHome() {
        HOMES.forEach((library, homes) -> {
            List<String> elsewhere = new ArrayList<>(ORDER);
            elsewhere.removeAll(homes);
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            elsewhere.stream().map(p -> "org.ui2i." + p + "..").toArray(String[]::new))
                    .should()
                    .accessClassesThat()
                    .resideInAPackage(library)
                    .because("a type may cross a signature, but " + library + " is used in " + homes)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }
}
