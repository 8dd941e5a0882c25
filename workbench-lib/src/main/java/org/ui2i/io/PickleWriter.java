package org.ui2i.io;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import net.razorvine.pickle.Opcodes;

/** Pickles by their operations, protocol 2, as torch writes them. */
final class PickleWriter {
    private static final short PROTOCOL = 2;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Begins a pickle; several may follow each other. */
    PickleWriter start() {
        return ops(Opcodes.PROTO, PROTOCOL);
    }

    void stop() {
        ops(Opcodes.STOP);
    }

    /** Operations, or single bytes that belong to one. */
    PickleWriter ops(short... opcodes) {
        for (short opcode : opcodes) {
            out.write(opcode);
        }
        return this;
    }

    PickleWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ops(Opcodes.BINUNICODE).int32(utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    PickleWriter number(int number) {
        return ops(Opcodes.BININT).int32(number);
    }

    /** A whole number of less than 256 bytes. */
    PickleWriter large(BigInteger number) {
        byte[] big = number.toByteArray();
        ops(Opcodes.LONG1, (short) big.length);
        for (int i = big.length - 1; i >= 0; i--) {
            out.write(big[i]);
        }
        return this;
    }

    /** Little endian, without an operation. */
    PickleWriter int32(int number) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
        return this;
    }

    PickleWriter global(String module, String name) {
        ops(Opcodes.GLOBAL);
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /**
     * {@code torch._utils._rebuild_tensor_v2(storage, 0, shape, strides, False, OrderedDict())}, in C order.
     *
     * @param storage writes the storage
     * @param shape the tensor's; a weight has far fewer than 2^31 numbers
     */
    PickleWriter tensor(Runnable storage, Shape shape) {
        global("torch._utils", "_rebuild_tensor_v2").ops(Opcodes.MARK);
        storage.run();
        number(0).tuple(shape.getShape()).tuple(strides(shape.getShape())).ops(Opcodes.NEWFALSE);
        return global("collections", "OrderedDict")
                .ops(Opcodes.EMPTY_TUPLE, Opcodes.REDUCE, Opcodes.TUPLE, Opcodes.REDUCE);
    }

    private PickleWriter tuple(long... numbers) {
        ops(Opcodes.MARK);
        for (long number : numbers) {
            number(Math.toIntExact(number));
        }
        return ops(Opcodes.TUPLE);
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
}
