package org.ui2i.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.JavaProcess;

class FileClaimTest {
    /** Another process: 0 if it gets the claim. */
    static final class Other {
        private Other() {}

        public static void main(String[] file) throws IOException {
            try (FileClaim claim = FileClaim.of(Path.of(file[0]))) {
                System.exit(claim == null ? 7 : 0);
            }
        }
    }

    /** A claim that is refused in this process takes nothing away from the one that is held, which others still see. */
    @Test
    void oneHoldsItUntilItIsClosed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("x");
        JavaProcess other = new JavaProcess(Other.class);
        try (FileClaim claim = FileClaim.of(file)) {
            assertNotNull(claim);
            assertNull(FileClaim.of(folder.resolve("../" + folder.getFileName() + "/x")));
            assertEquals(7, other.run(file.toString()).code());
        }
        assertEquals(0, other.run(file.toString()).code());
        try (FileClaim again = FileClaim.of(file)) {
            assertNotNull(again);
        }
        assertThrows(NoSuchFileException.class, () -> FileClaim.of(folder.resolve("no/x")));
    }
}
