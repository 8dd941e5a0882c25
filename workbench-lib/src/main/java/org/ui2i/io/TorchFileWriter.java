package org.ui2i.io;

import ai.djl.ndarray.NDArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

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
        magic();
        start().number(LegacyFormat.VERSION).stop();
        start().ops(Opcodes.EMPTY_DICT).text("little_endian").ops(Opcodes.NEWTRUE, Opcodes.SETITEM);
        stop();
        start().ops(Opcodes.EMPTY_DICT);
        networks.forEach((name, arrays) -> text(name).stateDict(arrays).ops(Opcodes.SETITEM));
        stop();
        start().ops(Opcodes.EMPTY_LIST, Opcodes.MARK);
        storages.keySet().forEach(this::text);
        ops(Opcodes.APPENDS).stop();
        return out.toByteArray();
    }

    private void magic() {
        byte[] big = LegacyFormat.MAGIC.toByteArray();
        start().ops(Opcodes.LONG1, (short) big.length);
        for (int i = big.length - 1; i >= 0; i--) {
            out.write(big[i]);
        }
        stop();
    }

    private TorchFileWriter stateDict(Map<String, NDArray> arrays) {
        global("collections", "OrderedDict").ops(Opcodes.EMPTY_TUPLE, Opcodes.REDUCE, Opcodes.MARK);
        arrays.forEach((name, array) -> text(name).tensor(array));
        return ops(Opcodes.SETITEMS);
    }

    /** {@code torch._utils._rebuild_tensor_v2(storage, 0, shape, strides, False, OrderedDict())}, in C order. */
    private void tensor(NDArray array) {
        long[] shape = array.getShape().getShape();
        global("torch._utils", "_rebuild_tensor_v2").ops(Opcodes.MARK).storage(array);
        number(0).tuple(shape).tuple(strides(shape)).ops(Opcodes.NEWFALSE);
        global("collections", "OrderedDict").ops(Opcodes.EMPTY_TUPLE, Opcodes.REDUCE, Opcodes.TUPLE, Opcodes.REDUCE);
    }

    private static long[] strides(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = step;
            step *= shape[d];
        }
        return strides;
    }

    /** {@code ("storage", torch.FloatStorage, key, "cpu", size, None)}, which torch.load looks up. */
    private void storage(NDArray array) {
        String key = keys.computeIfAbsent(array, a -> String.valueOf(keys.size()));
        storages.putIfAbsent(key, array);
        ops(Opcodes.MARK).text("storage").global("torch", StorageType.FLOAT.torchName());
        text(key).text("cpu").number(Math.toIntExact(array.size())).ops(Opcodes.NONE, Opcodes.TUPLE, Opcodes.BINPERSID);
    }

    private static void numbers(NDArray array, OutputStream out) throws IOException {
        float[] values = array.toFloatArray();
        byte[] bytes = new byte[Long.BYTES + Float.BYTES * values.length];
        ByteBuffer into = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(values.length);
        into.asFloatBuffer().put(values);
        out.write(bytes);
    }

    private TorchFileWriter start() {
        return ops(Opcodes.PROTO, (short) 2);
    }

    private void stop() {
        ops(Opcodes.STOP);
    }

    private TorchFileWriter ops(short... opcodes) {
        for (short opcode : opcodes) {
            out.write(opcode);
        }
        return this;
    }

    private TorchFileWriter global(String module, String name) {
        ops(Opcodes.GLOBAL);
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private TorchFileWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ops(Opcodes.BINUNICODE);
        out.writeBytes(little(Integer.BYTES).putInt(utf8.length).array());
        out.writeBytes(utf8);
        return this;
    }

    private TorchFileWriter number(int number) {
        ops(Opcodes.BININT);
        out.writeBytes(little(Integer.BYTES).putInt(number).array());
        return this;
    }

    private TorchFileWriter tuple(long[] numbers) {
        ops(Opcodes.MARK);
        for (long number : numbers) {
            number(Math.toIntExact(number)); // a weight has far fewer than 2^31 numbers
        }
        return ops(Opcodes.TUPLE);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
