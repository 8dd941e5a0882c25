package org.ui2i.io;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One network's tensors in a checkpoint: they tell the network's sizes, and then must be its weights exactly. */
final class StateDict {
    private static final int MOST = 4096; // filters, code lengths
    private static final int MOST_LAYERS = 64;
    private static final int MOST_DOWNS = 8;
    private final TorchFile file;
    private final String what;
    private final Map<String, TorchTensor> tensors;

    /**
     * A network's tensors.
     *
     * @param file where they are
     * @param net the network's name there
     * @param what it is to be, for messages
     */
    StateDict(TorchFile file, String net, String what) {
        this.file = file;
        this.what = what;
        this.tensors = file.tensors(net);
    }

    /** A size that a tensor tells. */
    int size(String name, int dimension) {
        Shape shape = find(name).shape();
        check(
                dimension < shape.dimension() && shape.get(dimension) >= 1 && shape.get(dimension) <= MOST,
                "%s: \"%s\" has shape %s, which tells no size from 1 to %d: it is no %s",
                file.path(),
                name,
                shape,
                MOST,
                what);
        return (int) shape.get(dimension);
    }

    /** How many halvings follow an encoder's stem. */
    int downs(String encoder) {
        int downs = count(encoder + ".model.%d.conv.weight", 1);
        check(downs <= MOST_DOWNS, "%s: %s halves %d times: at most %d", file.path(), encoder, downs, MOST_DOWNS);
        return downs;
    }

    /** How many tensors there are by numbered names without a gap. */
    int count(String pattern, int first) {
        int count = 0;
        while (tensors.containsKey(String.format(pattern, first + count))) {
            count++;
        }
        check(count <= MOST_LAYERS, "%s: %d layers %s: at most %d", file.path(), count, pattern, MOST_LAYERS);
        return count;
    }

    private TorchTensor find(String name) {
        return present(
                tensors.get(name),
                "%s has no \"%s\" among its %d tensors: it is no %s, or of another version of the code",
                file.path(),
                name,
                tensors.size(),
                what);
    }

    /**
     * The weights under our paths. Before anything is read, names and shapes must be those of the network.
     *
     * @param layers the network
     * @param manager who owns the arrays
     * @return ready for {@code Part.load}
     */
    Map<String, NDArray> arrays(OfficialLayers layers, NDManager manager) throws IOException {
        Set<String> left = new LinkedHashSet<>(tensors.keySet());
        left.removeIf(name -> name.matches(".*\\.norm\\.(running_mean|running_var|num_batches_tracked)")); // unused
        long numbers = 0;
        for (OfficialLayers.Weight weight : layers.weights()) {
            Shape shape = find(weight.name()).shape();
            check(
                    shape.equals(weight.shape()),
                    "%s: \"%s\" has shape %s, but the sizes of the other tensors ask for %s: it is no %s",
                    file.path(),
                    weight.name(),
                    shape,
                    weight.shape(),
                    what);
            left.remove(weight.name());
            numbers += shape.size();
        }
        check(left.isEmpty(), "%s has \"%s\" besides: it is no %s", file.path(), String.join("\", \"", left), what);
        check(
                numbers <= file.length(),
                "%s: its tensors have %d numbers, but the file has %d bytes: many share one storage, which weights do not",
                file.path(),
                numbers,
                file.length());
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (OfficialLayers.Weight weight : layers.weights()) {
            arrays.put(weight.path(), file.array(find(weight.name()), manager));
        }
        return arrays;
    }
}
