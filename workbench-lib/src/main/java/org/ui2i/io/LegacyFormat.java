package org.ui2i.io;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * torch.save's format before PyTorch 1.6: five pickles (a magic number, the format's version, the saving machine, the
 * tree, the storages' keys), then each storage as its size and numbers, always little-endian.
 */
final class LegacyFormat {
    static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    static final int VERSION = 1001;

    private LegacyFormat() {}

    static Contents read(Bytes file) throws IOException {
        byte[] head =
                file.at(0, Math.min(file.length(), TorchPickle.MOST_BYTES)).array();
        TorchPickle pickle = new TorchPickle(head);
        boolean ours = MAGIC.equals(pickle.next()) && Integer.valueOf(VERSION).equals(pickle.next());
        check(ours, "it is a pickle, but not torch.save's format 1001: give a file that torch.save wrote");
        pickle.next();
        Object root = pickle.next();
        Object keys = pickle.next();
        check(
                keys instanceof List<?> list && list.size() == pickle.storages().size(),
                "its tensors name %d storages but the file lists another number: %s",
                pickle.storages().size(),
                Storage.DAMAGED);
        return new Contents(root, places(file, pickle, (List<?>) keys), ByteOrder.LITTLE_ENDIAN);
    }

    private static Map<String, Contents.Place> places(Bytes file, TorchPickle pickle, List<?> keys) throws IOException {
        Map<String, Contents.Place> places = new LinkedHashMap<>();
        long at = pickle.position();
        for (Object key : keys) {
            String name = key instanceof String text ? text : "?";
            Storage storage = present(
                    pickle.storages().get(name),
                    "storage %s is of no tensor: %s",
                    TorchPickle.tame(name),
                    Storage.DAMAGED);
            long size = file.at(at, Long.BYTES).getLong();
            check(
                    size == storage.size() && storage.bytes() <= file.length() - at - Long.BYTES,
                    "storage %s claims %d numbers in the list of tensors and %d before its %d bytes, of which %d are there:"
                            + " the file is cut off or damaged, fetch it again",
                    name,
                    storage.size(),
                    size,
                    storage.bytes(),
                    Math.max(0, file.length() - at - Long.BYTES));
            Contents.Place place = new Contents.Place(at + Long.BYTES, storage.bytes(), Contents.UNCHECKED);
            check(places.put(name, place) == null, "storage %s is listed twice: %s", name, Storage.DAMAGED);
            at += Long.BYTES + storage.bytes();
        }
        return places;
    }
}
