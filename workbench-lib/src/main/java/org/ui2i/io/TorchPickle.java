package org.ui2i.io;

import static org.ui2i.core.Check.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads what a state_dict is made of and nothing else. A pickle is a program that may name any class; here every name is
 * looked up in a short list before anything is made of it, opcodes that a state_dict does not need are refused, and a
 * length is compared with what is left before memory is taken.
 */
final class TorchPickle extends Unpickler {
    /** Bytes of pickle read at most: FUNIT's paper size needs 26 kB. One byte can take some 100 of memory. */
    static final int MOST_BYTES = 4 << 20;

    private static final Map<String, Object> ALLOWED = allowed();
    private final ByteArrayInputStream bytes;
    private final int length;
    private final Map<String, Storage> storages = new LinkedHashMap<>();

    TorchPickle(byte[] bytes) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.length = bytes.length;
    }

    private static Map<String, Object> allowed() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("collections.OrderedDict", (IObjectConstructor) TorchPickle::orderedDict);
        all.put("torch._utils._rebuild_tensor_v2", (IObjectConstructor) TorchPickle::tensor);
        all.put("torch._utils._rebuild_tensor", (IObjectConstructor) TorchPickle::tensor); // before PyTorch 0.4
        for (StorageType type : StorageType.values()) {
            all.put("torch." + type.torchName(), type);
        }
        return all;
    }

    /**
     * The next pickle.
     *
     * @return a tree of maps, lists, Object[], String, Number, Boolean, {@link TorchTensor}
     */
    Object next() {
        try {
            return load(bytes);
        } catch (IllegalArgumentException e) { // ours
            throw e;
        } catch (IOException | RuntimeException e) { // the library meets nonsense with all kinds of exceptions
            String text = "its list of tensors breaks off or makes no sense at byte " + position();
            throw new IllegalArgumentException(text + ": " + Storage.DAMAGED, e);
        }
    }

    /** Bytes read so far. */
    int position() {
        return length - bytes.available();
    }

    /** The storages named so far, in order. */
    Map<String, Storage> storages() {
        return storages;
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> global(PickleUtils.readline(bytes), PickleUtils.readline(bytes));
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                global((String) stack.pop(), name);
            }
            case Opcodes.INST -> {
                global(PickleUtils.readline(bytes), PickleUtils.readline(bytes));
                throw unneeded(opcode);
            }
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>()); // the library's loses the order
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                put(stack.pop(), value);
            }
            case Opcodes.SETITEMS -> {
                List<Object> items = stack.pop_all_since_marker();
                for (int i = 0; i < items.size(); i += 2) {
                    put(items.get(i), items.get(i + 1));
                }
            }
            case Opcodes.APPENDS -> { // the library's copies the whole list each time
                List<Object> items = stack.pop_all_since_marker();
                list(stack.peek()).addAll(items);
            }
            case Opcodes.BUILD -> { // torch hangs versions of layers on a state_dict: not needed
                stack.pop();
                map(stack.peek());
            }
            case Opcodes.BINUNICODE, Opcodes.BINSTRING -> text(number(4));
            case Opcodes.SHORT_BINUNICODE, Opcodes.SHORT_BINSTRING -> text(number(1));
            case Opcodes.STOP,
                    Opcodes.PROTO,
                    Opcodes.FRAME,
                    Opcodes.MARK,
                    Opcodes.NONE,
                    Opcodes.NEWTRUE,
                    Opcodes.NEWFALSE,
                    Opcodes.BININT,
                    Opcodes.BININT1,
                    Opcodes.BININT2,
                    Opcodes.LONG1,
                    Opcodes.BINFLOAT,
                    Opcodes.TUPLE,
                    Opcodes.EMPTY_TUPLE,
                    Opcodes.TUPLE1,
                    Opcodes.TUPLE2,
                    Opcodes.TUPLE3,
                    Opcodes.EMPTY_LIST,
                    Opcodes.APPEND,
                    Opcodes.BINPUT,
                    Opcodes.LONG_BINPUT,
                    Opcodes.MEMOIZE,
                    Opcodes.BINGET,
                    Opcodes.LONG_BINGET,
                    Opcodes.BINPERSID,
                    Opcodes.REDUCE -> {
                return super.dispatch(opcode);
            }
            default -> throw unneeded(opcode);
        }
        return NO_RETURN_VALUE;
    }

    private void global(String module, String name) {
        Object known = ALLOWED.get(module + "." + name);
        check(
                known != null,
                "it asks for %s.%s, which weights do not need: refused, nothing was run. Do not trust the file; of your own"
                        + " network save the state_dict, which has tensors only",
                tame(module),
                tame(name));
        stack.add(known);
    }

    private IllegalArgumentException unneeded(short opcode) {
        return new IllegalArgumentException(String.format(
                "its pickle has the opcode 0x%02x at byte %d, which torch.save does not write for a state_dict: %s",
                opcode, position() - 1, Storage.DAMAGED));
    }

    private void text(long size) throws IOException {
        check(
                size <= bytes.available(),
                "a text claims %d bytes but %d are left: %s",
                size,
                bytes.available(),
                Storage.DAMAGED);
        stack.add(new String(bytes.readNBytes((int) size), StandardCharsets.UTF_8));
    }

    private long number(int width) throws IOException {
        long number = 0;
        byte[] little = PickleUtils.readbytes(bytes, width);
        for (int i = width - 1; i >= 0; i--) {
            number = (number << 8) | (little[i] & 0xFF);
        }
        return number;
    }

    /** Keys are names or numbers: hashing a structure that holds itself would never end. */
    private void put(Object key, Object value) {
        check(key instanceof String || key instanceof Integer, "a key is no name but %s", key.getClass());
        map(stack.peek()).put(key, value);
    }

    @Override
    protected Object persistentLoad(Object id) {
        Object[] parts = (Object[]) id; // ("storage", type, key, device, size), in the old format a view's place too
        check(
                parts.length == 5 || parts[5] == null,
                "a storage is a view of another: load it with torch, save it anew");
        Storage storage = new Storage((String) parts[2], (StorageType) parts[1], whole(parts[4]));
        Storage first = storages.putIfAbsent(storage.key(), storage);
        check(
                first == null || first.equals(storage),
                "storage %s is claimed twice, with %d and with %d numbers or as two types: %s",
                storage.key(),
                storage.size(),
                first == null ? 0 : first.size(),
                Storage.DAMAGED);
        return storage;
    }

    private static Object tensor(Object[] args) { // (storage, offset, sizes, strides, ...)
        return new TorchTensor((Storage) args[0], whole(args[1]), wholes(args[2]), wholes(args[3]));
    }

    private static Object orderedDict(Object[] args) {
        Map<Object, Object> made = new LinkedHashMap<>();
        if (args.length > 0) { // Python 2: a list of [key, value]
            for (Object pair : list(args[0])) {
                made.put((String) list(pair).get(0), list(pair).get(1));
            }
        }
        return made;
    }

    private static long[] wholes(Object tuple) {
        Object[] from = (Object[]) tuple;
        check(from.length <= 8, "a tensor has %d dimensions: weights have at most 4", from.length);
        long[] wholes = new long[from.length];
        for (int i = 0; i < wholes.length; i++) {
            wholes[i] = whole(from[i]);
        }
        return wholes;
    }

    private static long whole(Object number) {
        check(number instanceof Integer || number instanceof Long, "a size is no whole number: %s", Storage.DAMAGED);
        return ((Number) number).longValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object o) {
        return (Map<Object, Object>) o;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object o) {
        return (List<Object>) o;
    }

    /** A name from the file for a message: short, and without characters that steer a terminal. */
    static String tame(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7E]", "?");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "...";
    }
}
