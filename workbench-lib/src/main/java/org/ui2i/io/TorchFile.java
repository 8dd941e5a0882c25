package org.ui2i.io;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ui2i.tensor.Tensors;

/**
 * A checkpoint written by torch.save ({@code *.pt}): the zip format or the one before PyTorch 1.6. Opening it reads the
 * list of tensors; their numbers are read when asked for.
 */
public final class TorchFile implements AutoCloseable {
    private static final int ZIP = 0x04034b50;
    private static final int NAMES = 6;
    private final Path path;
    private final Bytes file;
    private final Contents contents;

    private TorchFile(Path path, Bytes file, Contents contents) {
        this.path = path;
        this.file = file;
        this.contents = contents;
    }

    /**
     * Opens a checkpoint.
     *
     * @param path the file
     * @return the checkpoint, to be closed
     * @throws IOException if the disk fails
     * @throws IllegalArgumentException if the file is no checkpoint, damaged, or asks for more than weights
     */
    public static TorchFile open(Path path) throws IOException {
        check(Files.isRegularFile(path), "%s is no file: give a checkpoint that torch.save wrote", path);
        Bytes file = new Bytes(path);
        try {
            return new TorchFile(path, file, read(file));
        } catch (IllegalArgumentException e) {
            file.close();
            throw unreadable(path, e);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static IllegalArgumentException unreadable(Path path, IllegalArgumentException e) {
        return new IllegalArgumentException(path + " cannot be read: " + e.getMessage(), e);
    }

    private static Contents read(Bytes file) throws IOException {
        check(file.length() >= 4, "it has %d bytes: fetch it again", file.length());
        int magic = file.at(0, 4).getInt();
        check(
                magic == ZIP || (magic & 0xFF) == 0x80,
                "its first bytes are %08x, neither a zip's nor a pickle's: give a file that torch.save wrote",
                Integer.reverseBytes(magic));
        return magic == ZIP ? ZipFormat.read(file) : LegacyFormat.read(file);
    }

    /**
     * The names at a place in the tree, for example {@code gen} and {@code gen_test}.
     *
     * @param path from the root, none for the root itself
     * @return in the file's order
     * @throws IllegalArgumentException if the path leads to no dictionary
     */
    public List<String> names(String... path) {
        return dictionary(path).keySet().stream()
                .map(key -> TorchPickle.tame(String.valueOf(key)))
                .toList();
    }

    /**
     * The tensors of a state_dict.
     *
     * @param path from the root, for example {@code gen_test}
     * @return by their names, in the file's order
     * @throws IllegalArgumentException if the path leads to no dictionary of tensors
     */
    public Map<String, TorchTensor> tensors(String... path) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        dictionary(path).forEach((key, value) -> {
            String name = TorchPickle.tame(String.valueOf(key));
            check(
                    value instanceof TorchTensor,
                    "%s: \"%s\" is no tensor: name the network whose weights are wanted, one of %s",
                    this.path,
                    name,
                    some(dictionary(path)));
            tensors.put(name, (TorchTensor) value);
        });
        return tensors;
    }

    private Map<?, ?> dictionary(String... keys) {
        Object at = contents.root();
        for (String key : keys) {
            Map<?, ?> map = map(at);
            at = present(map.get(key), "%s has no \"%s\" but %s: it is of another model", path, key, some(map));
        }
        return map(at);
    }

    private Map<?, ?> map(Object at) {
        check(at instanceof Map, "%s holds no dictionary of tensors: save the state_dict, not a single tensor", path);
        return (Map<?, ?>) at;
    }

    private static String some(Map<?, ?> map) {
        List<String> names = map.keySet().stream()
                .limit(NAMES)
                .map(key -> TorchPickle.tame(String.valueOf(key)))
                .toList();
        return map.size() > NAMES ? names + " and " + (map.size() - NAMES) + " more" : names.toString();
    }

    /**
     * A tensor's numbers.
     *
     * @param tensor one of {@link #tensors}
     * @return in C order, as float32: integers beyond 2^24 and doubles are rounded
     * @throws IOException if the disk fails
     * @throws IllegalArgumentException if the bytes are not what the file's checksum says
     */
    public float[] floats(TorchTensor tensor) throws IOException {
        String key = tensor.storage().key();
        Contents.Place place = present(contents.places().get(key), "%s has no storage %s", path, key);
        try {
            ByteBuffer bytes = file.at(place, "storage " + key);
            return tensor.gather(bytes.order(contents.order()));
        } catch (IllegalArgumentException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * A tensor's numbers as an array.
     *
     * @param tensor one of {@link #tensors}
     * @param manager who owns the array
     * @return float32 of the tensor's shape
     * @throws IOException if the disk fails
     */
    public NDArray array(TorchTensor tensor, NDManager manager) throws IOException {
        return Tensors.of(manager, floats(tensor), tensor.shape());
    }

    Path path() {
        return path;
    }

    /** How many bytes the file has. */
    long length() {
        return file.length();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
