package org.ui2i.io;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
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
    private final PickleWriter out = new PickleWriter();
    private final IdentityHashMap<Object, Integer> memo = new IdentityHashMap<>();
    private final List<NDArray> storages = new ArrayList<>();

    ScriptPickle(Script.Instance root) {
        out.start();
        instance(root);
        out.stop();
    }

    byte[] bytes() {
        return out.bytes();
    }

    /** The i-th belongs into the member data/i. */
    List<NDArray> storages() {
        return storages;
    }

    private void instance(Script.Instance instance) {
        if (known(instance)) {
            return;
        }
        out.global("__torch__", instance.type()).ops(Opcodes.EMPTY_TUPLE, Opcodes.NEWOBJ);
        remember(instance);
        out.ops(Opcodes.EMPTY_DICT, Opcodes.MARK).text("training").ops(Opcodes.NEWFALSE);
        instance.tensors().forEach((name, tensor) -> {
            out.text(name);
            tensor(tensor);
        });
        instance.children().forEach((name, child) -> {
            out.text(name);
            instance(child);
        });
        out.ops(Opcodes.SETITEMS, Opcodes.BUILD);
    }

    private void tensor(NDArray tensor) {
        if (known(tensor)) {
            return;
        }
        check(
                tensor.getDataType() == DataType.FLOAT32,
                "a weight is %s: only float32 is exported",
                tensor.getDataType());
        out.tensor(() -> storage(tensor), tensor.getShape());
        remember(tensor);
    }

    private void storage(NDArray tensor) {
        out.ops(Opcodes.MARK).text("storage").global("torch", StorageType.FLOAT.torchName());
        out.text(Integer.toString(storages.size())).text("cpu").number(Math.toIntExact(tensor.size()));
        out.ops(Opcodes.TUPLE, Opcodes.BINPERSID);
        storages.add(tensor);
    }

    private boolean known(Object object) {
        Integer place = memo.get(object);
        if (place != null) {
            out.ops(Opcodes.LONG_BINGET).int32(place);
        }
        return place != null;
    }

    private void remember(Object object) {
        out.ops(Opcodes.LONG_BINPUT).int32(memo.size());
        memo.put(object, memo.size());
    }
}
