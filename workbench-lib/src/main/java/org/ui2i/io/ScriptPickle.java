package org.ui2i.io;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import net.razorvine.pickle.Opcodes;
import org.ui2i.nn.Script;

/**
 * The objects of a TorchScript program as torch pickles them: an instance is its class, an empty tuple, NEWOBJ, a dictionary
 * of its attributes, BUILD. What is met again is taken from the pickle's memo. A tensor is a view of a storage, whose
 * numbers are a file of their own.
 */
final class ScriptPickle {
    private static final int PROTOCOL = 2;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final IdentityHashMap<Object, Integer> memo = new IdentityHashMap<>();
    private final List<NDArray> storages = new ArrayList<>();

    ScriptPickle(Script.Instance root) {
        op(Opcodes.PROTO);
        out.write(PROTOCOL);
        instance(root);
        op(Opcodes.STOP);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** The i-th belongs into the member data/i. */
    List<NDArray> storages() {
        return storages;
    }

    private void instance(Script.Instance instance) {
        if (known(instance)) {
            return;
        }
        global("__torch__", instance.type());
        op(Opcodes.EMPTY_TUPLE, Opcodes.NEWOBJ);
        remember(instance);
        op(Opcodes.EMPTY_DICT, Opcodes.MARK);
        text("training");
        op(Opcodes.NEWFALSE);
        instance.tensors().forEach((name, tensor) -> {
            text(name);
            tensor(tensor);
        });
        instance.children().forEach((name, child) -> {
            text(name);
            instance(child);
        });
        op(Opcodes.SETITEMS, Opcodes.BUILD);
    }

    private void tensor(NDArray tensor) {
        if (known(tensor)) {
            return;
        }
        check(
                tensor.getDataType() == DataType.FLOAT32,
                "a weight is %s: only float32 is exported",
                tensor.getDataType());
        long[] sizes = tensor.getShape().getShape();
        global("torch._utils", "_rebuild_tensor_v2");
        op(Opcodes.MARK);
        storage(tensor);
        number(0); // where the tensor starts in its storage
        tuple(sizes);
        tuple(strides(sizes));
        op(Opcodes.NEWFALSE); // needs no gradient
        global("collections", "OrderedDict");
        op(Opcodes.EMPTY_TUPLE, Opcodes.REDUCE, Opcodes.TUPLE, Opcodes.REDUCE);
        remember(tensor);
    }

    private void storage(NDArray tensor) {
        op(Opcodes.MARK);
        text("storage");
        global("torch", "FloatStorage");
        text(Integer.toString(storages.size()));
        text("cpu");
        number(Math.toIntExact(tensor.size()));
        op(Opcodes.TUPLE, Opcodes.BINPERSID);
        storages.add(tensor);
    }

    /** In C order. */
    private static long[] strides(long[] sizes) {
        long[] strides = new long[sizes.length];
        long step = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= sizes[i];
        }
        return strides;
    }

    private boolean known(Object object) {
        Integer place = memo.get(object);
        if (place != null) {
            op(Opcodes.LONG_BINGET);
            int32(place);
        }
        return place != null;
    }

    private void remember(Object object) {
        op(Opcodes.LONG_BINPUT);
        int32(memo.size());
        memo.put(object, memo.size());
    }

    private void tuple(long... numbers) {
        op(Opcodes.MARK);
        for (long number : numbers) {
            number(Math.toIntExact(number));
        }
        op(Opcodes.TUPLE);
    }

    private void number(int number) {
        op(Opcodes.BININT);
        int32(number);
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        op(Opcodes.BINUNICODE);
        int32(utf8.length);
        out.writeBytes(utf8);
    }

    private void global(String module, String name) {
        op(Opcodes.GLOBAL);
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void int32(int number) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }

    private void op(short... opcodes) {
        for (short opcode : opcodes) {
            out.write(opcode);
        }
    }
}
