package org.ui2i.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module written from readable source ({@code ops.py}) at start-up: the way to every libtorch operation,
 * differentiable and on any device, without native code of ours.
 */
final class TorchArchive {
    private static final TorchArchive OPS = new TorchArchive(); // the engine is one per process, so is this
    private final NDManager manager = Tensors.root().newSubManager(ai.djl.Device.cpu());
    private final PtSymbolBlock block;
    private final Map<String, NDArray> markers = new HashMap<>(); // the engine reads the method's name off an array
    private final Map<List<Long>, NDArray> ints = new HashMap<>();

    private TorchArchive() {
        // The profiling executor recompiles per shape and fuses: it costs start-up time and can change rounding.
        JniUtils.setGraphExecutorOptimize(false);
        try (InputStream source = TorchArchive.class.getResourceAsStream("ops.py")) {
            if (source == null) {
                throw new IllegalStateException("ops.py is not on the class path: rebuild workbench-lib");
            }
            byte[] archive = pack(new String(source.readAllBytes(), StandardCharsets.UTF_8));
            block = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("ops.py could not be loaded into the engine", e);
        }
    }

    static TorchArchive ops() {
        return OPS;
    }

    /** Calls a method on single tensors, with gradients if this thread's mode says so; the result joins x's manager. */
    NDArray call(String method, NDArray... x) {
        return run(method, new NDList(x), true).get(0);
    }

    /** Gradients of a loss; the loss comes first so that the results join its manager. */
    synchronized List<NDArray> gradients(NDArray loss, List<NDArray> params, NDArray createGraph) {
        return run("gradients", List.of(params), createGraph, true, loss);
    }

    /** Runs an in-place update of whole lists, off the graph; the handle that it returns is closed. */
    synchronized void update(String method, List<List<NDArray>> lists, NDArray rates) {
        Grad.off(() -> {
            run(method, lists, rates, true).close();
            return true;
        });
    }

    /**
     * Calls a method whose arguments are lists of tensors. Arrays are renamed for the call only: the engine tells lists
     * by the arrays' names.
     */
    synchronized NDList run(String method, List<List<NDArray>> lists, NDArray last, boolean train, NDArray... first) {
        NDList all = new NDList(first);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            for (NDArray array : lists.get(i)) {
                names.add(array.getName());
                array.setName("list" + i + "[]");
                all.add(array);
            }
        }
        all.add(last);
        try {
            return run(method, all, train);
        } finally {
            for (int i = 0; i < names.size(); i++) {
                all.get(first.length + i).setName(names.get(i));
            }
        }
    }

    synchronized NDList run(String method, NDList arguments, boolean train) {
        NDList all = new NDList(arguments);
        all.add(markers.computeIfAbsent(method, this::marker));
        return IValueUtils.forward(block, all, train);
    }

    /** Whole numbers as a tensor on the CPU; few different ones exist, so they are kept. */
    synchronized NDArray ints(long... values) {
        List<Long> key = new ArrayList<>();
        for (long value : values) {
            key.add(value);
        }
        return ints.computeIfAbsent(key, k -> manager.create(values));
    }

    /** Rates as a float64 tensor on the CPU; the caller closes it. */
    NDArray rates(double... values) {
        return manager.create(values, new Shape(values.length));
    }

    private NDArray marker(String method) {
        NDArray marker = manager.create(0f);
        marker.setName("module_method:" + method);
        return marker;
    }

    /** The archive's four members, stored: torch reads them at their offsets. */
    static byte[] pack(String source) throws IOException {
        byte[] module = "c__torch__\nOps\n)\u0081}X\b\0\0\0training\u0088sb.".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write(module);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            Npz.store(zip, "ops/version", "3\n".getBytes(StandardCharsets.US_ASCII));
            Npz.store(zip, "ops/data.pkl", pickle.toByteArray());
            Npz.store(zip, "ops/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            Npz.store(zip, "ops/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
