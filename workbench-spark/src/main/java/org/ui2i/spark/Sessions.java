package org.ui2i.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Connections to Spark. An executor has the driver's class path: on a cluster the repository lies at the same place on
 * every machine.
 */
final class Sessions {
    private static final String LOCAL_CLUSTER = "local-cluster";

    private Sessions() {}

    /**
     * Connects, and starts what the master starts.
     *
     * @param name shown by the cluster
     * @param master as Spark writes it: {@code local[*]}, {@code local-cluster[2,1,1024]}, {@code spark://HOST:7077}
     * @return to be closed
     * @throws IOException if the home of a local cluster cannot be written
     */
    static SparkSession open(String name, String master) throws IOException {
        String home = System.getenv("SPARK_HOME");
        if (master.startsWith(LOCAL_CLUSTER) && home != null) {
            Files.createDirectories(Path.of(home, "jars")); // looked for, though the executors' class path has it all
        }
        return SparkSession.builder()
                .appName(name)
                .master(master)
                .config("spark.ui.enabled", false)
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .getOrCreate();
    }
}
