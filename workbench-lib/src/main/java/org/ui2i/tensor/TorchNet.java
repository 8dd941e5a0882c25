package org.ui2i.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import org.ui2i.core.Check;

/**
 * A network out of a TorchScript file that somebody exported ({@code torch.jit.save}), on this process's device, in inference
 * mode. A file is a program, which the engine runs: load only files whose hash is known.
 */
public final class TorchNet implements AutoCloseable {
    private static final String[] NO_EXTRAS = {};

    private final NDManager manager;
    private final PtSymbolBlock block;

    private TorchNet(NDManager manager, PtSymbolBlock block) {
        this.manager = manager;
        this.block = block;
    }

    /**
     * Loads a file.
     *
     * @param file as Python's {@code torch.jit.save} writes it
     * @return the network; close it to free its weights
     * @throws IllegalArgumentException if the engine cannot read it
     */
    public static TorchNet load(Path file) {
        TorchArchive.ops(); // sets how every module of this process is run
        NDManager manager = Tensors.scope();
        try {
            PtSymbolBlock block = JniUtils.loadModule((PtNDManager) manager, file, true, NO_EXTRAS, NO_EXTRAS, false);
            JniUtils.enableInferenceMode(block);
            return new TorchNet(manager, block);
        } catch (EngineException e) {
            manager.close();
            throw refused(file + " is no TorchScript that " + Tensors.engineVersion() + " reads", e);
        }
    }

    /**
     * How many numbers the file has as parameters: not its buffers, and none if it was frozen.
     *
     * @return 0 or more
     */
    public long parameters() {
        try (NDManager scope = manager.newSubManager()) {
            return JniUtils.moduleGetParams(block, (PtNDManager) scope).stream()
                    .mapToLong(NDArray::size)
                    .sum();
        }
    }

    /**
     * Calls the network, without a graph.
     *
     * @param x what it takes, on this process's device
     * @return the tensor, or the tensors of the list or tuple, that it gives, on x's manager
     * @throws IllegalArgumentException if it fails on x
     */
    public synchronized NDList forward(NDArray x) {
        try {
            return Grad.off(() -> IValueUtils.forward(block, new NDList(x), false));
        } catch (EngineException | UnsupportedOperationException e) {
            throw refused("the network takes no " + x.getShape(), e);
        }
    }

    /** The engine's own words are pages of C++: the first line says what is wrong. */
    private static RuntimeException refused(String fact, RuntimeException e) {
        NotEnoughMemory memory = NotEnoughMemory.behind(e);
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return memory != null
                ? memory
                : new IllegalArgumentException(
                        fact + " (" + Check.shown(said) + "): export it anew as docs/features.md says", e);
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
