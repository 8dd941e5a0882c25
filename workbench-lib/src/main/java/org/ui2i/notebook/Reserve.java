package org.ui2i.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Memory that is let go the moment a cell has used up the heap. Without it nothing is left to say so with, and the kernel's
 * own threads end one by one: a kernel that is there and never answers.
 */
final class Reserve {
    private static final int BYTES = 8 << 20;
    private static final int PLENTY = 4 * BYTES;
    private volatile byte @Nullable [] held = new byte[BYTES];

    /** Stands between the kernel and the threads that cells run on. */
    private final class Cells extends ThreadPoolExecutor {
        Cells(ThreadPoolExecutor kernels) {
            super(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), kernels.getThreadFactory());
        }

        @Override
        public <T> Future<T> submit(Callable<T> cell) {
            return super.submit(() -> call(cell));
        }
    }

    /**
     * Watches the cells of a JJava kernel.
     *
     * @param kernel a JavaKernel
     * @throws ReflectiveOperationException if it runs its cells in another way than JJava 1.0 does
     */
    void watch(Object kernel) throws ReflectiveOperationException {
        Object evaluator = kernel.getClass().getMethod("getEvaluator").invoke(kernel);
        Field control = field(evaluator, "execControl");
        Field executor = field(control.get(evaluator), "executor");
        if (executor.get(control.get(evaluator)) instanceof ThreadPoolExecutor pool) {
            executor.set(control.get(evaluator), new Cells(pool));
        }
    }

    /**
     * Ends the process when one of the kernel's own threads meets the full heap first, as a reserve cannot prevent: Jupyter
     * then says that the kernel died and starts another, where it would otherwise wait for ever. Nothing here allocates.
     */
    static void endRatherThanHang() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof OutOfMemoryError && isKernels(thread.getName())) {
                Runtime.getRuntime().halt(1);
            } else {
                failure.printStackTrace();
            }
        });
    }

    /** JJava's loops and ZeroMQ's threads. */
    static boolean isKernels(String thread) {
        return thread.startsWith("Shell-")
                || thread.startsWith("Heartbeat-")
                || thread.startsWith("Control-")
                || thread.startsWith("iothread-")
                || thread.startsWith("reaper-");
    }

    private static Field field(Object owner, String name) throws NoSuchFieldException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Runs a cell. What uses up the heap is thrown when there is room again to tell of it. */
    <T> T call(Callable<T> cell) throws Exception {
        try {
            return cell.call();
        } catch (OutOfMemoryError e) {
            held = null;
            throw e;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                held = null;
            }
            throw e;
        }
    }

    /** To be called after each snippet: takes the memory again, if there is plenty once what nobody holds is collected. */
    void renew() {
        if (held != null) {
            return;
        }
        System.gc();
        Runtime java = Runtime.getRuntime();
        if (java.maxMemory() - java.totalMemory() + java.freeMemory() > PLENTY) {
            held = new byte[BYTES];
        }
    }

    boolean isHeld() {
        return held != null;
    }
}
