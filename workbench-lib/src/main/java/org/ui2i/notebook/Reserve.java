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

    /** To be called after each snippet: takes the memory again, if there is plenty. */
    void renew() {
        Runtime java = Runtime.getRuntime();
        if (held == null && java.maxMemory() - java.totalMemory() + java.freeMemory() > PLENTY) {
            held = new byte[BYTES];
        }
    }

    boolean isHeld() {
        return held != null;
    }
}
