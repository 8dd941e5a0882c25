package org.ui2i.tensor;

import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The engine's own record of what it did. */
public final class Profile {
    private Profile() {}

    /**
     * Records every operation that some work makes the engine run, on the calling thread.
     *
     * @param work runs once, slower than without a record
     * @return JSON in Chrome's trace format: an object an operation with its name, begin and duration in microseconds, its
     *     operands' shapes and {@code cpu mem}, the memory that it took and did not give back
     * @throws IOException if the engine's file cannot be written or read
     */
    public static String of(Runnable work) throws IOException {
        Path file = Files.createTempFile("profile", ".json");
        try {
            JniUtils.startProfile(false, true, true);
            try {
                work.run();
            } finally {
                JniUtils.stopProfile(file.toString());
            }
            return Files.readString(file);
        } finally {
            Files.delete(file);
        }
    }
}
