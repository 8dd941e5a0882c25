package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Who does the pieces of a large work: this process, one piece after the other, or the processes of a cluster. */
public interface Workers extends AutoCloseable {
    /**
     * What is done with a piece. It may be sent to another process, be tried again there, or run twice at once: its effects
     * must be those of one run.
     *
     * @param <T> a piece
     * @param <R> what comes back
     */
    interface Task<T extends Serializable, R extends Serializable> extends Serializable {
        /**
         * Does it.
         *
         * @param piece of the work
         * @return small: all results are kept in the process that asked
         * @throws IOException if a file cannot be read or written, which another try may mend
         * @throws IllegalArgumentException if no try can do it: all work ends
         */
        R of(T piece) throws IOException;
    }

    /** Makes workers of a cluster; found with {@link ServiceLoader}. */
    interface Provider {
        /**
         * Connects.
         *
         * @param master address of the cluster
         * @return workers that were seen to work, to be closed
         * @throws IOException if nobody answers there
         * @throws IllegalArgumentException if the address is none, or a worker cannot compute
         */
        Workers at(String master) throws IOException;
    }

    /**
     * Does all pieces.
     *
     * @param pieces of the work
     * @param task done with each
     * @param done is told each result once, as it comes, one after the other, perhaps in another thread
     * @param <T> a piece
     * @param <R> a result
     * @throws IOException if a piece failed for good; says why
     */
    <T extends Serializable, R extends Serializable> void each(List<T> pieces, Task<T, R> task, Consumer<R> done)
            throws IOException;

    /** Lets the cluster go. */
    @Override
    void close();

    /**
     * This process.
     *
     * @return one piece after the other
     */
    static Workers here() {
        return new Workers() {
            @Override
            public <T extends Serializable, R extends Serializable> void each(
                    List<T> pieces, Task<T, R> task, Consumer<R> done) throws IOException {
                for (T piece : pieces) {
                    done.accept(task.of(piece));
                }
            }

            @Override
            public void close() {}
        };
    }

    /**
     * The processes of a cluster.
     *
     * @param master its address, such as {@code spark://host:7077}
     * @return workers, to be closed
     * @throws IOException if nobody answers there
     * @throws IllegalArgumentException if no module for clusters is on the class path, the address is none, or a worker
     *     cannot compute
     */
    static Workers at(String master) throws IOException {
        List<Provider> found = ServiceLoader.load(Provider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        check(!found.isEmpty(), "--master %s needs the module workbench-spark: start with ./workbench", master);
        return found.get(0).at(master);
    }
}
