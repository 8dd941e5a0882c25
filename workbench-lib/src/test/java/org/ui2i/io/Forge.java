package org.ui2i.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.ui2i.tensor.Npz;

/** Writes checkpoints byte by byte, right ones and wrong ones. */
final class Forge {
    private Forge() {}

    /** A pickle, opcode by opcode. */
    static final class Pickle {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Pickle() {
            raw(0x80, 2);
        }

        Pickle raw(int... bytes) {
            for (int b : bytes) {
                out.write(b);
            }
            return this;
        }

        Pickle op(char opcode) {
            return raw(opcode);
        }

        Pickle ops(String opcodes) {
            opcodes.chars().forEach(out::write);
            return this;
        }

        Pickle text(String text) {
            return op('X').int32(text.length()).ops(text);
        }

        Pickle number(int number) {
            return op('J').int32(number);
        }

        Pickle global(String module, String name) {
            return ops("c" + module + "\n" + name + "\n");
        }

        Pickle tuple(long... numbers) {
            op('(');
            for (long number : numbers) {
                ops("\u008a\b"); // LONG1 of 8 bytes
                out.writeBytes(little(8).putLong(number).array());
            }
            return op('t');
        }

        Pickle storage(String type, String key, int size) {
            op('(').text("storage").global("torch", type).text(key).text("cpu").number(size);
            return ops("tQ");
        }

        /** Pushes {@code torch._utils._rebuild_tensor_v2(storage, offset, sizes, strides, False, OrderedDict())}. */
        Pickle tensor(String type, String key, int size, int offset, long[] sizes, long[] strides) {
            global("torch._utils", "_rebuild_tensor_v2").op('(').storage(type, key, size);
            number(offset).tuple(sizes).tuple(strides).ops("\u0089").global("collections", "OrderedDict");
            return ops(")RtR");
        }

        private Pickle int32(int number) {
            out.writeBytes(little(4).putInt(number).array());
            return this;
        }

        byte[] bytes() {
            op('.');
            return out.toByteArray();
        }
    }

    /** {@code {"w": tensor of n floats}} in storage 0. */
    static byte[] floats(int n) {
        return new Pickle()
                .ops("}")
                .text("w")
                .tensor("FloatStorage", "0", n, 0, new long[] {n}, new long[] {1})
                .op('s')
                .bytes();
    }

    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The zip format; members' names are below {@code net/}. */
    static byte[] zip(byte[] pickle, Map<String, byte[]> members) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("data.pkl", pickle);
        all.putAll(members);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : all.entrySet()) {
                Npz.store(zip, "net/" + member.getKey(), member.getValue());
            }
        }
        return out.toByteArray();
    }

    /** The format before PyTorch 1.6 with the given list of keys and storages. */
    static byte[] legacy(byte[] pickle, byte[] keys, byte[] storages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] magic = new BigInteger("1950a86a20f9469cfc6c", 16).toByteArray();
        Pickle first = new Pickle().raw(0x8a, magic.length);
        for (int i = magic.length - 1; i >= 0; i--) {
            first.raw(magic[i]);
        }
        out.writeBytes(first.bytes());
        out.writeBytes(new Pickle().number(1001).bytes());
        out.writeBytes(
                new Pickle().ops("}").text("little_endian").ops("\u0088s").bytes());
        out.writeBytes(pickle);
        out.writeBytes(keys);
        out.writeBytes(storages);
        return out.toByteArray();
    }

    static byte[] keys(String... keys) {
        Pickle pickle = new Pickle().ops("](");
        for (String key : keys) {
            pickle.text(key);
        }
        return pickle.op('e').bytes();
    }

    /** A storage of the old format: its size, then its numbers. */
    static byte[] counted(long claimed, float... numbers) {
        ByteBuffer out = little(8 + 4 * numbers.length).putLong(claimed);
        for (float number : numbers) {
            out.putFloat(number);
        }
        return out.array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
