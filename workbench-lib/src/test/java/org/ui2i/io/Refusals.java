package org.ui2i.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Reads a wrong file and looks at the message. */
abstract class Refusals {
    @TempDir
    Path dir;

    final String refusal(byte[] bytes) throws IOException {
        Path file = Files.write(dir.resolve("net.pt"), bytes);
        String message = assertThrows(IllegalArgumentException.class, () -> readAll(file))
                .getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message;
    }

    static void readAll(Path file) throws IOException {
        try (TorchFile torch = TorchFile.open(file)) {
            for (String net : torch.names()) {
                if (net.equals("w")) {
                    torch.floats(torch.tensors().get(net));
                } else {
                    for (TorchTensor tensor : torch.tensors(net).values()) {
                        torch.floats(tensor);
                    }
                }
            }
        }
    }

    final void refused(byte[] bytes, String... parts) throws IOException {
        String message = refusal(bytes);
        for (String part : parts) {
            assertTrue(message.contains(part), message + " should say " + part);
        }
    }
}
