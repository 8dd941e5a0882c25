package org.ui2i.data;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ui2i.core.Waiting;

/** Threads that decode images: as many as there are processors, for all folders together; idle ones end. */
final class Decoders {
    private static final ThreadPoolExecutor POOL = pool();

    private Decoders() {}

    private static ThreadPoolExecutor pool() {
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "image decoder");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Begins some work. */
    static <T> FutureTask<T> begin(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        POOL.execute(task);
        return task;
    }

    /** Waits for work, and throws what it threw. */
    static <T> T result(Future<T> task) {
        try {
            return Waiting.result(task);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Applies a function to all, in their order. */
    static <A, B> List<B> each(List<A> all, Function<A, B> work) {
        List<FutureTask<B>> tasks =
                all.stream().map(one -> begin(() -> work.apply(one))).toList();
        return tasks.stream().map(Decoders::result).toList();
    }
}
