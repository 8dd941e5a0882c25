package org.ui2i.train;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipOutputStream;
import org.ui2i.core.Reason;
import org.ui2i.core.SafeFile;
import org.ui2i.data.Sha256;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;

/**
 * Codes of classes by name, kept in a file (npz) so that a class's images are needed once. A code means something to the
 * generator that made it only, so the file knows which one that was, at float16's accuracy: published weights are the same
 * generator.
 */
public final class ClassCodes {
    private static final String CODE = "code/";
    private static final String GENERATOR = "generator";
    private final Part generator;
    private final Map<String, NDArray> codes = new LinkedHashMap<>();

    /**
     * No codes yet.
     *
     * @param generator makes and takes the codes
     */
    public ClassCodes(Part generator) {
        this.generator = generator;
    }

    /**
     * Adds or replaces a class.
     *
     * @param name letters, digits, spaces, - _ and .
     * @param code of the generator's class encoder, (1, n)
     * @return this
     */
    public ClassCodes put(String name, NDArray code) {
        check(name.matches("[\\w .-]+"), "a class is named \"%s\": use letters, digits, spaces, - _ and .", name);
        codes.put(name, code);
        return this;
    }

    /**
     * One class's code.
     *
     * @param name as put
     * @return (1, n)
     */
    public NDArray get(String name) {
        return present(codes.get(name), "no class is named \"%s\": the names are %s", name, codes.keySet());
    }

    /**
     * The classes.
     *
     * @return names in the order they were put
     */
    public Set<String> names() {
        return new LinkedHashSet<>(codes.keySet());
    }

    /**
     * Writes the file; it replaces an older one in one go.
     *
     * @param file usually {@code *.npz}
     * @throws IOException if writing fails
     */
    public void save(Path file) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        codes.forEach((name, code) -> arrays.put(CODE + name, code));
        SafeFile.move(
                SafeFile.aside(file, out -> {
                    ZipOutputStream zip = new ZipOutputStream(out);
                    Npz.write(zip, arrays);
                    try (NDManager scope = Tensors.scope()) {
                        Npz.write(zip, Map.of(GENERATOR, scope.create(fingerprint(generator))));
                    }
                    zip.finish();
                }),
                file);
    }

    /**
     * Reads a file.
     *
     * @param file from {@link #save}
     * @param generator will take the codes
     * @param manager who owns the arrays
     * @return the codes
     * @throws IOException if the file is damaged
     * @throws IllegalArgumentException if another generator made the codes
     */
    public static ClassCodes read(Path file, Part generator, NDManager manager) throws IOException {
        Map<String, NDArray> arrays;
        try {
            arrays = Npz.read(new ByteArrayInputStream(Files.readAllBytes(file)), manager);
        } catch (IOException e) {
            throw Reason.damaged(file, e);
        }
        NDArray maker = present(arrays.remove(GENERATOR), "%s holds no class codes: name a file of saved ones", file);
        boolean codesOnly = arrays.keySet().stream().allMatch(name -> name.startsWith(CODE));
        check(
                codesOnly && maker.getDataType() == DataType.INT64,
                "%s holds other arrays than class codes: name a file of saved ones",
                file);
        check(
                Arrays.equals(maker.toLongArray(), fingerprint(generator)),
                "the codes in %s were made by another generator: make them again from the class's images",
                file);
        ClassCodes codes = new ClassCodes(generator);
        arrays.forEach((name, code) -> codes.put(name.substring(CODE.length()), code));
        return codes;
    }

    /** SHA-256 over the weights as float16, in four numbers. */
    private static long[] fingerprint(Part generator) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        generator.state().values().forEach(array -> bytes.writeBytes(Npz.encode(array, true)));
        long[] four = new long[4];
        ByteBuffer.wrap(HexFormat.of().parseHex(Sha256.of(bytes.toByteArray())))
                .asLongBuffer()
                .get(four);
        return four;
    }
}
