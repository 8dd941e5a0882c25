package org.ui2i.io;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.TunitConfig;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Decoder;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Part;
import org.ui2i.nn.SharedLatentVae;
import org.ui2i.nn.StyleEncoder;

/**
 * The weights of a network that is not built yet: our paths, the public codes' names, the shapes. Their networks are
 * numbered lists, in which pooling and enlargement count too.
 */
public final class OfficialLayers {
    /**
     * One array.
     *
     * @param path ours, for example {@code content/chain/down0/weight}
     * @param name theirs, for example {@code enc_content.model.1.conv.weight}
     * @param shape as both have it
     */
    record Weight(String path, String name, Shape shape) {}

    private final Map<String, Weight> byPath = new LinkedHashMap<>();

    private OfficialLayers() {}

    /**
     * One of MUNIT's generators.
     *
     * @param config both generators' sizes
     * @param channels of this one's images
     * @return the weights of {@link org.ui2i.models.MunitGenerator}
     */
    public static OfficialLayers munit(MunitConfig config, int channels) {
        AdaInDecoder.Config decoder = config.decoder(channels);
        return new OfficialLayers()
                .content("content", "enc_content", config.contentEncoder(channels))
                .style("style", "enc_style", config.styleEncoder(channels))
                .mlp("mlp", "mlp", config.mlp(adaInLength(decoder)))
                .decoder("decoder", "dec", decoder);
    }

    /**
     * FUNIT's generator.
     *
     * @param config its sizes
     * @return the weights of {@link org.ui2i.models.FunitGenerator}
     */
    public static OfficialLayers funit(FunitConfig config) {
        AdaInDecoder.Config decoder = config.decoder();
        return new OfficialLayers()
                .content("content", "enc_content", config.contentEncoder())
                .style("class", "enc_class_model", config.classEncoder())
                .mlp("mlp", "mlp", config.mlp(adaInLength(decoder)))
                .decoder("decoder", "dec", decoder);
    }

    /**
     * TUNIT's generator.
     *
     * @param config its sizes
     * @return the weights of {@link org.ui2i.models.TunitGenerator}
     */
    public static OfficialLayers tunit(TunitConfig config) {
        AdaInDecoder.Config decoder = config.decoder();
        return new OfficialLayers()
                .content("content", "cnt_encoder", config.contentEncoder())
                .mlp("mlp", "mlp", config.mlp(adaInLength(decoder)))
                .decoder("decoder", "decoder", decoder);
    }

    /**
     * A generator of UNIT's later branch, which is of MUNIT's code base.
     *
     * @param config its sizes
     * @return the weights of {@link SharedLatentVae} without shared blocks
     */
    public static OfficialLayers unit(SharedLatentVae.Config config) {
        Decoder.Config d = config.decoder();
        OfficialLayers layers = new OfficialLayers().content("encoder", "enc", config.encoder());
        layers.residual("decoder/chain/res/res", "dec.model.0", d.resBlocks(), d.filters() << d.ups());
        return layers.growth(
                "decoder/chain", "decoder/chain/up%d", "dec", d.channels(), d.filters(), d.ups(), Norm.LAYER);
    }

    private static int adaInLength(AdaInDecoder.Config c) {
        int blocks = 4 * c.width() * c.resBlocks(); // two convolutions a block, a beta and a gamma a channel
        int ups = 2 * (c.width() - c.filters()); // f + 2f + ... + f 2^(ups - 1) channels
        return c.growth() == AdaInDecoder.Growth.ADAIN ? blocks + ups : blocks;
    }

    /**
     * Their name of one of our weights.
     *
     * @param path ours
     * @return theirs
     */
    public String name(String path) {
        return present(byPath.get(path), "no public code has a weight for \"%s\"", path)
                .name();
    }

    /** A network's arrays under their names. */
    Map<String, NDArray> named(Part part) {
        Map<String, NDArray> ours = part.state();
        check(
                ours.keySet().equals(byPath.keySet()),
                "the network has %d arrays, the public code's %d, not the same ones: give the configuration it was built of",
                ours.size(),
                byPath.size());
        Map<String, NDArray> theirs = new LinkedHashMap<>();
        byPath.values().forEach(weight -> theirs.put(weight.name(), ours.get(weight.path())));
        return theirs;
    }

    Collection<Weight> weights() {
        return byPath.values();
    }

    private OfficialLayers content(String path, String name, ContentEncoder.Config c) {
        conv(path + "/chain/stem", name + ".model.0.conv", c.filters(), c.channels(), 7);
        for (int i = 0; i < c.downs(); i++) {
            int in = c.filters() << i;
            conv(path + "/chain/down" + i, name + ".model." + (1 + i) + ".conv", 2 * in, in, c.downKernel());
        }
        residual(path + "/chain/res/res", name + ".model." + (1 + c.downs()), c.resBlocks(), c.width());
        return this;
    }

    private OfficialLayers style(String path, String name, StyleEncoder.Config c) {
        conv(path + "/chain/stem", name + ".model.0.conv", c.filters(), c.channels(), 7);
        for (int i = 0; i < c.downs(); i++) {
            conv(path + "/chain/down" + i, name + ".model." + (1 + i) + ".conv", c.width(i + 1), c.width(i), 4);
        }
        conv(path + "/code", name + ".model." + (2 + c.downs()), c.length(), c.width(c.downs()), 1);
        return this;
    }

    private OfficialLayers decoder(String path, String name, AdaInDecoder.Config c) {
        residual(path + "/res", name + ".model.0", c.resBlocks(), c.width());
        boolean styled = c.growth() == AdaInDecoder.Growth.ADAIN; // the enlargements are styled parts themselves
        String ups = styled ? path + "/up%d/conv" : path + "/growth/up%d";
        return growth(path + "/growth", ups, name, c.channels(), c.filters(), c.ups(), norm(c.growth()));
    }

    private static Norm norm(AdaInDecoder.Growth growth) {
        return growth == AdaInDecoder.Growth.LAYER_NORM ? Norm.LAYER : Norm.INSTANCE;
    }

    private OfficialLayers growth(
            String path, String upPath, String name, int channels, int filters, int ups, Norm norm) {
        for (int i = 0; i < ups; i++) {
            int in = filters << (ups - i);
            String up = String.format(upPath, i);
            String theirs = name + ".model." + (2 + 2 * i);
            conv(up, theirs + ".conv", in / 2, in, 5);
            if (norm == Norm.LAYER) {
                add(up + "/norm/gamma", theirs + ".norm.gamma", new Shape(in / 2));
                add(up + "/norm/beta", theirs + ".norm.beta", new Shape(in / 2));
            }
        }
        conv(path + "/image", name + ".model." + (1 + 2 * ups) + ".conv", channels, filters, 7);
        return this;
    }

    private OfficialLayers mlp(String path, String name, Mlp.Config c) {
        for (int i = 0; i < c.layers(); i++) {
            int in = i == 0 ? c.in() : c.width();
            int out = i == c.layers() - 1 ? c.out() : c.width();
            layer(path + "/linear" + i, name + ".model." + i + ".fc", new Shape(out, in));
        }
        return this;
    }

    private void residual(String path, String name, int blocks, int width) {
        for (int i = 0; i < blocks; i++) {
            for (int j = 0; j < 2; j++) {
                conv(path + i + "/conv" + j, name + ".model." + i + ".model." + j + ".conv", width, width, 3);
            }
        }
    }

    private void conv(String path, String name, int out, int in, int kernel) {
        layer(path, name, new Shape(out, in, kernel, kernel));
    }

    private void layer(String path, String name, Shape shape) {
        add(path + "/weight", name + ".weight", shape);
        add(path + "/bias", name + ".bias", new Shape(shape.get(0)));
    }

    private void add(String path, String name, Shape shape) {
        byPath.put(path, new Weight(path, name, shape));
    }
}
