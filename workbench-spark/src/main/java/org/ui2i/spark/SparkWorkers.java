package org.ui2i.spark;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.ui2i.run.Workers;
import org.ui2i.spark.Sessions.Share;
import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** The executors of a Spark cluster: each piece is a task of its own, tried again when its executor dies. */
final class SparkWorkers implements Workers {
    private static final String HEAP = "1g"; // of an executor: a batch of images; the engine's memory is beside it
    private static final int TRIES = 4;

    private final SparkSession session;

    private SparkWorkers(SparkSession session) {
        this.session = session;
    }

    /**
     * Connects, and tries the executors out: one that lacks a class would die of it again and again.
     *
     * @param master as Spark writes it
     * @return to be closed
     * @throws IOException if nobody answers there
     * @throws IllegalArgumentException if an executor cannot compute
     */
    static SparkWorkers at(String master) throws IOException {
        SparkWorkers workers =
                new SparkWorkers(Sessions.open("workbench", new Master(master), Share.of(false, HEAP, TRIES)));
        try {
            int cores = workers.session.sparkContext().defaultParallelism();
            List<Integer> places = IntStream.range(0, cores).boxed().toList();
            workers.each(places, new EngineProbe(), missing -> check(missing.isEmpty(), Failure.NO_ENGINE, missing));
            return workers;
        } catch (IOException | RuntimeException e) {
            workers.close();
            throw e;
        }
    }

    @Override
    public <T extends Serializable, R extends Serializable> void each(List<T> pieces, Task<T, R> task, Consumer<R> done)
            throws IOException {
        SparkContext context = session.sparkContext();
        JavaRDD<T> rdd = JavaSparkContext.fromSparkContext(context).parallelize(pieces, pieces.size());
        try {
            context.<T, Attempt<R>>runJob(
                    rdd.rdd(),
                    (Function2<TaskContext, Iterator<T>, Attempt<R>> & Serializable)
                            (where, piece) -> Attempt.of(task, piece.next()),
                    (place, attempt) -> {
                        done.accept(attempt.result());
                        return BoxedUnit.UNIT;
                    },
                    ClassTag$.MODULE$.apply(Attempt.class));
        } catch (Exception e) { // also checked ones, which Scala does not declare
            throw Failure.of(e);
        }
    }

    @Override
    public void close() {
        session.stop();
    }
}
