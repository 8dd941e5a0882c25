package org.ui2i.spark;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;

/**
 * Connections to Spark. An executor has the driver's class path and environment: on a cluster, the repository lies at the
 * same place on every machine.
 */
final class Sessions {
    private static final int PATIENCE_SECONDS = 60;

    /** What the library reads. */
    private static final String[] VARIABLES = {
        "OMP_NUM_THREADS",
        "UI2I_HOME",
        "DJL_CACHE_DIR",
        "DJL_OFFLINE",
        "OPT_OUT_TRACKING",
        "PYTORCH_LIBRARY_PATH",
        "PYTORCH_VERSION",
        "PYTORCH_FLAVOR",
        "MALLOC_MMAP_THRESHOLD_",
        "MALLOC_TRIM_THRESHOLD_"
    };

    private Sessions() {}

    /**
     * What a task gets.
     *
     * @param threads of the engine, and cores
     * @param gpu whether a GPU of its own
     * @param heap Java's heap of an executor, such as {@code 1g}; the engine's memory is beside it
     * @param failures lost executors with the same task after which Spark gives up
     */
    record Share(int threads, boolean gpu, String heap, int failures) {
        /**
         * Tasks on one core, or on as many as {@code OMP_NUM_THREADS} says.
         *
         * @param gpu whether each has a GPU
         * @param heap Java's heap of an executor
         * @param failures lost executors with the same task after which Spark gives up
         * @return the share
         */
        static Share of(boolean gpu, String heap, int failures) {
            String threads = Objects.requireNonNullElse(System.getenv("OMP_NUM_THREADS"), "1");
            check(threads.matches("[1-9]\\d{0,3}"), "OMP_NUM_THREADS is \"%s\": use the cores of one task", threads);
            return new Share(Integer.parseInt(threads), gpu, heap, failures);
        }
    }

    /**
     * Connects, and starts what the master starts.
     *
     * @param name shown by the cluster
     * @param master who hands out executors
     * @param share what a task gets
     * @return to be closed
     * @throws IOException if the master cannot be reached, or hands out nothing within a minute
     */
    static SparkSession open(String name, Master master, Share share) throws IOException {
        master.checkReachable();
        String home = System.getenv("SPARK_HOME");
        if (master.localCluster() && home != null) {
            Files.createDirectories(Path.of(home, "jars")); // looked for, though the executors' class path has it all
        }
        SparkSession.Builder builder = SparkSession.builder()
                .appName(name)
                .master(master.url())
                .config("spark.ui.enabled", false)
                .config("spark.task.cpus", share.threads)
                .config("spark.task.maxFailures", share.failures)
                .config("spark.executor.memory", share.heap)
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executor.extraJavaOptions", properties());
        environment(builder);
        if (share.gpu) {
            builder.config("spark.executor.resource.gpu.amount", 1)
                    .config("spark.executor.cores", share.threads) // one task at a time: the engine keeps to one GPU
                    .config("spark.task.resource.gpu.amount", 1);
        }
        return withExecutors(started(builder, master), master);
    }

    /** Scala declares no exceptions: what it throws may be a checked one. */
    private static SparkSession started(SparkSession.Builder builder, Master master) throws IOException {
        try {
            return builder.getOrCreate();
        } catch (Exception e) {
            throw new IOException("Spark does not start with " + master.url() + ": " + firstLine(e), e);
        }
    }

    /** What went wrong, without the stack traces that Spark quotes in its messages. */
    static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }

    private static String properties() {
        return "-Djava.awt.headless=true -Dfile.encoding=UTF-8 \"-Dui2i.root=" + System.getProperty("ui2i.root", ".")
                + "\" \"-Duser.home=" + System.getProperty("user.home") + "\"";
    }

    private static void environment(SparkSession.Builder builder) {
        Map<String, String> own = System.getenv();
        for (String name : VARIABLES) {
            if (own.containsKey(name)) {
                builder.config("spark.executorEnv." + name, Objects.requireNonNull(own.get(name)));
            }
        }
    }

    private static SparkSession withExecutors(SparkSession spark, Master master) throws IOException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (!master.inProcess() && executors(spark) == 0) {
            if (System.nanoTime() > end || spark.sparkContext().isStopped()) {
                spark.close();
                throw new IOException("the master " + master.url() + " started no executor within " + PATIENCE_SECONDS
                        + " s: it has no worker with free cores and memory (--memory)");
            }
            pause();
        }
        return spark;
    }

    /** Without the driver, which Spark counts too. */
    private static int executors(SparkSession spark) {
        return spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the master starts executors", e);
        }
    }
}
