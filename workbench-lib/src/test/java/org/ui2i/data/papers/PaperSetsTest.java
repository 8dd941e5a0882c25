package org.ui2i.data.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PaperSetsTest {
    @Test
    void allOfThePapersSetsAreInTheTable() {
        assertEquals(
                Set.of(
                        "edges2shoes",
                        "edges2handbags",
                        "maps",
                        "summer2winter",
                        "horse2zebra",
                        "cityscapes",
                        "synthia",
                        "svhn",
                        "usps",
                        "mnist",
                        "celeba",
                        "animal-faces",
                        "afhq",
                        "nabirds"),
                PaperSets.all().stream().map(PaperSet::name).collect(Collectors.toSet()));
        assertEquals(14, PaperSets.all().size());
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        String message = assertThrows(IllegalArgumentException.class, () -> PaperSets.named("imagenet"))
                .getMessage();
        assertTrue(message.startsWith("there is no recipe for \"imagenet\": use one of [edges2shoes, "), message);
    }

    @Test
    void everySetSaysItsLicenceItsPageAndHowToTrainWithIt() {
        for (PaperSet set : PaperSets.all()) {
            assertTrue(!set.licence().isBlank() && !set.cite().isBlank(), set.name());
            assertTrue(set.page().matches("https?://.+"), set.name());
            assertTrue(set.uses(Path.of("/x")).stream().noneMatch(use -> use.contains("{}")), set.name());
        }
    }

    /** A published hash comes with who published it, and an unknown one is said to be unknown. */
    @Test
    void whatIsNotKnownIsSaidToBe() {
        PaperSets.all().stream()
                .flatMap(set -> set.files().stream())
                .filter(file -> !file.folder())
                .forEach(file -> {
                    boolean says = file.evidence().contains("unknown");
                    assertEquals(
                            file.sha256() == null || file.bytes() == null, says, file.name() + ": " + file.evidence());
                });
    }

    @Test
    void theDocumentNamesEachSetItsSizeAndItsProof() throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("ui2i.root", "..")).resolve("docs/datasets.md"));
        for (PaperSet set : PaperSets.all()) {
            String row = String.format("| `%s` | %s | %s | %s |", set.name(), set.size(), set.how(), set.proof());
            assertTrue(page.contains(row), "docs/datasets.md lacks: " + row);
        }
        assertTrue(page.contains("None of these addresses was contacted"));
        assertEquals(
                List.of(),
                PaperSets.all().stream()
                        .filter(set -> !page.contains(set.page()))
                        .toList());
    }
}
