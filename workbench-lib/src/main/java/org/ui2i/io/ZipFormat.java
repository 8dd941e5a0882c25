package org.ui2i.io;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * torch.save's format since PyTorch 1.6: a zip of {@code NAME/data.pkl}, {@code NAME/data/KEY} a storage and
 * {@code NAME/byteorder} (little if missing).
 */
final class ZipFormat {
    private static final String PICKLE = "data.pkl";

    private ZipFormat() {}

    static Contents read(Bytes file) throws IOException {
        Map<String, Contents.Place> members = ZipMembers.of(file);
        String folder = folder(members);
        check(
                !members.containsKey(folder + "constants.pkl"),
                "it holds a TorchScript program, which is not run here: save the network's state_dict with torch.save");
        Contents.Place list = present(members.get(folder + PICKLE), "%s is missing", PICKLE);
        check(
                list.size() <= TorchPickle.MOST_BYTES,
                "its list of tensors has %d bytes: %d are read at most, a state_dict of weights alone needs less",
                list.size(),
                TorchPickle.MOST_BYTES);
        TorchPickle pickle = new TorchPickle(file.at(list, PICKLE).array());
        Object root = pickle.next();
        return new Contents(root, places(pickle, members, folder), order(file, members.get(folder + "byteorder")));
    }

    private static String folder(Map<String, Contents.Place> members) {
        List<String> found = members.keySet().stream()
                .filter(name -> name.endsWith("/" + PICKLE))
                .toList();
        check(
                found.size() == 1,
                "a checkpoint's zip has one %s, this one has %d: give a file that torch.save wrote",
                PICKLE,
                found.size());
        return found.get(0).substring(0, found.get(0).length() - PICKLE.length());
    }

    private static Map<String, Contents.Place> places(
            TorchPickle pickle, Map<String, Contents.Place> members, String folder) {
        Map<String, Contents.Place> places = new LinkedHashMap<>();
        pickle.storages().forEach((key, storage) -> {
            Contents.Place place =
                    present(members.get(folder + "data/" + key), "storage %s is missing: %s", key, Storage.DAMAGED);
            check(
                    place.size() == storage.bytes(),
                    "storage %s claims %d numbers in %d bytes but has %d bytes: %s",
                    key,
                    storage.size(),
                    storage.bytes(),
                    place.size(),
                    Storage.DAMAGED);
            places.put(key, place);
        });
        return places;
    }

    private static ByteOrder order(Bytes file, Contents.@Nullable Place place) throws IOException {
        if (place == null) {
            return ByteOrder.LITTLE_ENDIAN; // PyTorch before 2.1 does not say
        }
        byte[] bytes = file.at(place.start(), Math.min(16, place.size())).array();
        String name = new String(bytes, StandardCharsets.US_ASCII);
        check(
                name.equals("little") || name.equals("big"),
                "its byte order is \"%s\": big or little",
                TorchPickle.tame(name));
        return name.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}
