package org.ui2i.run;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ui2i.nn.Part;
import org.ui2i.nn.Script;
import org.ui2i.nn.Symbol;

/**
 * Writes networks together with what their arguments must be: as text for people, and as checks that the program makes.
 *
 * @param title of the export
 * @param config YAML of the run
 * @param size edge of the images in training, pixels
 */
record Exporting(String title, String config, int size) {
    /**
     * The images that go in.
     *
     * @param channels C
     * @param step whose multiples H and W are
     * @param drawn channels of the images that come out
     * @param of which domain's they are, such as " of A"; blank where there are no two
     */
    record Images(int channels, int step, int drawn, String of) {
        /** Of no domain, drawn with as many channels. */
        Images(int channels, int step) {
            this(channels, step, channels, "");
        }
    }

    /**
     * The code beside the images.
     *
     * @param name of the argument
     * @param length n
     * @param meaning of its numbers
     */
    record Code(String name, int length, String meaning) {}

    /** Image to image. */
    Export images(Images x, Map<String, ? extends Part> networks, UnaryOperator<Symbol> draw) {
        Script script = Script.of("Generator", networks, List.of("x"), in -> draw.apply(checked(in.get(0), x)));
        return new Export(title, List.of(input(x)), drawn(x), config, script);
    }

    /** Image and code to image. */
    Export images(Images x, Code code, Map<String, ? extends Part> networks, BinaryOperator<Symbol> draw) {
        Script script = Script.of("Generator", networks, List.of("x", code.name), in -> {
            Symbol images = checked(in.get(0), x);
            return draw.apply(images, checked(in.get(1), code).eachOf(images));
        });
        String rows = "(B, " + code.length + "), or (1, " + code.length + ") for all images: ";
        Export.Input second = new Export.Input(code.name, rows + code.meaning, new Shape(1, code.length));
        return new Export(title, List.of(input(x), second), drawn(x), config, script);
    }

    /** Images to codes. */
    Export codes(Images y, String codes, Map<String, ? extends Part> networks, UnaryOperator<Symbol> encode) {
        Script script = Script.of("Encoder", networks, List.of("x"), in -> encode.apply(checked(in.get(0), y)));
        return new Export(title, List.of(input(y)), codes, config, script);
    }

    private static String drawn(Images x) {
        return "images (B, " + x.drawn + ", H, W) in [-1, 1]";
    }

    private Export.Input input(Images x) {
        String sides = x.step == 1 ? "" : ", H and W multiples of " + x.step;
        String meaning = "images" + x.of + " (B, " + x.channels + ", H, W) in [-1, 1]" + sides + "; trained at " + size
                + " x " + size;
        return new Export.Input("x", meaning, new Shape(2, x.channels, size, size));
    }

    private static Symbol checked(Symbol x, Images images) {
        String channels = "torch.dim(" + x + ") == 4 and " + x.size(1) + " == " + images.channels;
        x.requires(channels, "give images (B, " + images.channels + ", H, W)");
        if (images.step > 1) {
            String sides = x.size(2) + " % " + images.step + " == 0 and " + x.size(3) + " % " + images.step + " == 0";
            x.requires(sides, "give images whose height and width are multiples of " + images.step);
        }
        return x;
    }

    private static Symbol checked(Symbol code, Code expected) {
        return code.requires(
                "torch.dim(" + code + ") == 2 and " + code.size(1) + " == " + expected.length,
                "give " + expected.name + " of shape (1, " + expected.length + "), or one row an image");
    }
}
