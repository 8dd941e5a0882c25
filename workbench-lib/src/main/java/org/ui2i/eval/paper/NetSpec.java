package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ui2i.train.Configs;

/**
 * What a user states about a TorchScript file, kept beside it as {@code FILE.yaml}: every field as {@code field: value}.
 *
 * @param kind what the network is; only the real one gives a score its plain name
 * @param name what is printed beside each number, such as {@code FID Inception (pt_inception-2015-12-05)}
 * @param layer which activations, such as {@code pool3}
 * @param sha256 of the file, 64 hexadecimal digits
 * @param size edge in pixels of the images that it is fed; {@link FeatureNet} refuses others
 * @param range of the pixels that it is fed, before mean and std
 * @param mean what is taken off each of red, green, blue
 * @param std what each is divided by after that
 * @param classes a classifier's classes in the order of its logits, for accuracy; else empty
 */
public record NetSpec(
        NetKind kind,
        String name,
        String layer,
        String sha256,
        int size,
        Range range,
        List<Double> mean,
        List<Double> std,
        List<String> classes)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Values of a pixel. */
    public enum Range {
        /** -1 to 1 */
        SIGNED(1, 0),
        /** 0 to 1 */
        UNIT(.5, .5),
        /** 0 to 255 */
        BYTES(127.5, 127.5);

        final double scale;
        final double shift;

        Range(double scale, double shift) {
            this.scale = scale;
            this.shift = shift;
        }
    }

    /** Checks the values. */
    public NetSpec {
        check(!name.isBlank() && !layer.isBlank(), "the network \"%s\", \"%s\": name it and its layer", name, layer);
        check(sha256.matches("[0-9a-fA-F]{64}"), "sha256 is \"%s\": give the file's, 64 hexadecimal digits", sha256);
        check(size >= 8, "size is %d: feed images of at least 8 pixels", size);
        check(
                mean.size() == 3 && std.size() == 3 && std.stream().allMatch(s -> s > 0),
                "mean %s, std %s: give three numbers each (red, green, blue), std above 0; 0 and 1 change nothing",
                mean,
                std);
        check(
                classes.isEmpty() || kind.form() == NetKind.Form.LOGITS,
                "a network of kind %s has no classes: leave the list empty, []",
                kind);
        check(
                classes.stream().distinct().count() == classes.size(),
                "a class stands twice in %s: name each logit's own",
                classes);
    }

    /**
     * Pixels as they are, of a network without class names.
     *
     * @param kind what it is
     * @param name what it is called
     * @param layer which activations
     * @param sha256 of the file
     * @param size edge of the images
     * @param range of the pixels
     * @return the spec
     */
    public static NetSpec of(NetKind kind, String name, String layer, String sha256, int size, Range range) {
        List<Double> none = List.of(0., 0., 0.), one = List.of(1., 1., 1.);
        return new NetSpec(kind, name, layer, sha256, size, range, none, one, List.of());
    }

    /**
     * Reads what stands beside a file.
     *
     * @param file the TorchScript; its spec is {@code FILE.yaml}
     * @return the spec
     * @throws IllegalArgumentException naming the field that is unknown, missing or wrong
     * @throws IOException if there is no such file
     */
    public static NetSpec beside(Path file) throws IOException {
        Path yaml = file.resolveSibling(file.getFileName() + ".yaml");
        check(Files.isRegularFile(yaml), "%s is not there: state what %s is (docs/features.md)", yaml, file);
        try {
            return Configs.fromYaml(NetSpec.class, Files.readString(yaml));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(yaml + ": " + e.getMessage(), e);
        }
    }
}
