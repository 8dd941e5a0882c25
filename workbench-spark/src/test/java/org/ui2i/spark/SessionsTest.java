package org.ui2i.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SessionsTest {
    @Test
    void javaIsOpenedAsFarAsSparkNeedsIt() throws IOException {
        List<String> needed = Stream.of(JavaModuleOptions.defaultModuleOptionArray())
                .filter(option -> !option.startsWith("-XX:") && !option.startsWith("--add-modules"))
                .toList();
        try (Stream<String> lines = Files.lines(Path.of("java.options"))) {
            assertEquals(needed, lines.filter(line -> !line.startsWith("#")).toList());
        }
        assertTrue(Object.class.getModule().isOpen("sun.nio.ch", SparkSession.class.getModule()));
    }

    @Test
    void moreThreadsThanCoresAreRefusedInOneLine() {
        Sessions.Share share = new Sessions.Share(4, false, "1g", 1);
        String message = assertThrows(IOException.class, () -> Sessions.open("test", new Master("local[2]"), share))
                .getMessage();
        assertTrue(message.startsWith("Spark does not start with local[2]: "), message);
        assertTrue(message.contains("4"), message);
        assertEquals(1, message.lines().count());
    }
}
