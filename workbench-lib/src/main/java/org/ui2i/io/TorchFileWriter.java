package org.ui2i.io;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import org.ui2i.core.SafeFile;

/**
 * Writes networks' state_dicts as torch.save did before PyTorch 1.6 ({@link LegacyFormat}), the form that FUNIT's and
 * MUNIT's checkpoints were published in; torch.load and {@link TorchFile} read it. An array that several names share is
 * written once, as torch does.
 */
public final class TorchFileWriter {
    private final IdentityHashMap<NDArray, String> keys = new IdentityHashMap<>();
    private final Map<String, NDArray> storages = new LinkedHashMap<>();
    private final PickleWriter out = new PickleWriter();

    private TorchFileWriter() {}

    /**
     * Writes a checkpoint: a dictionary of state_dicts.
     *
     * @param file its place, in a folder that exists
     * @param networks arrays of float32 by their names, by the networks' names
     * @throws IOException if it cannot be written; what was there before stays
     */
    public static void write(Path file, Map<String, Map<String, NDArray>> networks) throws IOException {
        TorchFileWriter writer = new TorchFileWriter();
        byte[] pickles = writer.pickles(networks);
        SafeFile.move(
                SafeFile.aside(file, out -> {
                    out.write(pickles);
                    for (NDArray storage : writer.storages.values()) { // one at a time: the whole need not fit the heap
                        numbers(storage, out);
                    }
                }),
                file);
    }

    private byte[] pickles(Map<String, Map<String, NDArray>> networks) {
        out.start().large(LegacyFormat.MAGIC).stop();
        out.start().number(LegacyFormat.VERSION).stop();
        out.start().ops(Opcodes.EMPTY_DICT).text("little_endian").ops(Opcodes.NEWTRUE, Opcodes.SETITEM);
        out.stop();
        out.start().ops(Opcodes.EMPTY_DICT);
        networks.forEach((name, arrays) -> {
            out.text(name);
            stateDict(arrays);
            out.ops(Opcodes.SETITEM);
        });
        out.stop();
        out.start().ops(Opcodes.EMPTY_LIST, Opcodes.MARK);
        storages.keySet().forEach(out::text);
        out.ops(Opcodes.APPENDS).stop();
        return out.bytes();
    }

    private void stateDict(Map<String, NDArray> arrays) {
        out.global("collections", "OrderedDict").ops(Opcodes.EMPTY_TUPLE, Opcodes.REDUCE, Opcodes.MARK);
        arrays.forEach((name, array) -> out.text(name).tensor(() -> storage(array), array.getShape()));
        out.ops(Opcodes.SETITEMS);
    }

    /** {@code ("storage", torch.FloatStorage, key, "cpu", size, None)}, which torch.load looks up. */
    private void storage(NDArray array) {
        String key = keys.computeIfAbsent(array, a -> String.valueOf(keys.size()));
        storages.putIfAbsent(key, array);
        out.ops(Opcodes.MARK).text("storage").global("torch", StorageType.FLOAT.torchName());
        out.text(key).text("cpu").number(Math.toIntExact(array.size()));
        out.ops(Opcodes.NONE, Opcodes.TUPLE, Opcodes.BINPERSID);
    }

    private static void numbers(NDArray array, OutputStream to) throws IOException {
        float[] values = array.toFloatArray();
        byte[] bytes = new byte[Long.BYTES + Float.BYTES * values.length];
        ByteBuffer into = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(values.length);
        into.asFloatBuffer().put(values);
        to.write(bytes);
    }
}
