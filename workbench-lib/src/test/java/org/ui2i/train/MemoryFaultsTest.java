package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.FaultCounts;
import org.ui2i.data.Batches;
import org.ui2i.data.Pair;
import org.ui2i.tensor.NotEnoughMemory;
import org.ui2i.tensor.Step;

/** A step that needs more memory than there is: of the engine, or of the Java heap. */
class MemoryFaultsTest {
    private static final int AT = 3; // the step that asks for too much

    @TempDir
    private Path folder;

    /** Twice the address space of a process: refused on any machine, whatever the system promises beyond its memory. */
    private static void engine(Step step) {
        step.manager().zeros(new Shape(1L << 46));
    }

    private static void heap(Step step) {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new byte[1 << 27]);
        }
    }

    @Test
    void theEnginesShortageIsNamedWithItsRemedyAndTheTrainingGoesOn() {
        String message = survives(MemoryFaultsTest::engine);
        assertTrue(message.startsWith("there is no memory for 268435457 MB more (this process holds "), message);
        assertTrue(message.contains("use a smaller batch, smaller images or fewer filters"), message);
    }

    @Test
    void aFullHeapIsNamedWithItsRemedyAndTheTrainingGoesOn() {
        String message = survives(MemoryFaultsTest::heap);
        assertTrue(message.startsWith("the Java heap of "), message);
        assertTrue(message.contains("or a larger heap, such as UI2I_HEAP="), message);
    }

    private static Batches<Pair> greedy(Consumer<Step> greed) {
        return new Toy.Disturbed(new Toy.Noise("noise"), x -> {
            if (x.step().number() == AT) {
                greed.accept(x.step());
            }
        });
    }

    private String survives(Consumer<Step> greed) {
        int times = FaultCounts.count(2, 20);
        String message = "";
        for (int i = 0; i < times; i++) {
            Path into = folder.resolve("" + i);
            Toy toy = new Toy(3);
            toy.training.saving(into, 1);
            NotEnoughMemory e = assertThrows(
                    NotEnoughMemory.class,
                    () -> toy.training.run(greedy(greed), 5, toy::discriminator, toy::generator));
            message = String.valueOf(e.getMessage());
            assertTrue(message.endsWith("last good checkpoint: " + into.resolve("last.ckpt")), message);
            assertEquals(AT - 1, toy.training.step());
            assertEquals(AT - 1, new Toy(3).training.resume(into).step());
            assertEquals(new Toy(3).run(5).csv(), toy.run(3).csv()); // the same objects go on
        }
        FaultCounts.figure(
                "out of memory in a step (%s): %d times; named with the remedy, and the next run in the same process"
                        + " went on to the numbers of an undisturbed one",
                message.substring(0, message.indexOf('(') - 1).replaceAll("\\d+ ", "N "), times);
        return message;
    }

    @Test
    void theEnginesOwnWordsAreTranslated() {
        assertTrue(text("CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has")
                .contains("for 20.00 GiB more"));
        assertTrue(text("std::bad_alloc").contains("for the next array (this process"));
        assertTrue(text("x", new UnsatisfiedLinkError("a.so: failed to map segment"))
                .contains("for the engine itself"));
        assertTrue(text("could not create a primitive").contains("for the next array"));
        assertNull(NotEnoughMemory.behind(
                new EngineException("could not create a primitive descriptor for a convolution")));
        assertNull(NotEnoughMemory.behind(new EngineException("shapes do not match")));
        assertNull(NotEnoughMemory.behind(new IllegalStateException("out of memory")));
    }

    private static String text(String engine) {
        return text(engine, new IllegalStateException("cause"));
    }

    private static String text(String engine, Throwable cause) {
        NotEnoughMemory memory = NotEnoughMemory.behind(new EngineException(engine, cause));
        return memory == null ? "" : String.valueOf(memory.getMessage());
    }
}
