package org.ui2i.eval.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipOutputStream;
import org.ui2i.data.Sha256;
import org.ui2i.eval.paper.NetSpec.Range;
import org.ui2i.tensor.Npz;

/**
 * Small TorchScript files for tests, packed as {@code torch.jit.save} does. A file may claim any number of parameters: they
 * are one stored number, seen many times.
 */
public final class TinyScript {
    private TinyScript() {}

    /** A file whose forward has this body, of 4-space lines, with {@code x} and {@code self.weight} in reach. */
    public static Path write(Path file, String returns, String body, long parameters) throws IOException {
        String source =
                """
                class Net(Module):
                  __parameters__ = ["weight", ]
                  __buffers__ = []
                  weight : Tensor
                  training : bool
                  def forward(self: __torch__.Net, x: Tensor) -> %s:
                """
                                .formatted(returns)
                        + body.indent(4);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Npz.store(zip, "net/version", "3\n".getBytes(StandardCharsets.US_ASCII));
            Npz.store(zip, "net/data.pkl", module(parameters));
            Npz.store(zip, "net/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            Npz.store(zip, "net/data/0", ByteBuffer.allocate(4).putFloat(0).array());
            Npz.store(zip, "net/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /** Net(weight, training), the weight a tensor of one stored number with stride 0. */
    private static byte[] module(long parameters) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x80, 2});
        text(out, "c__torch__\nNet\n)\u0081}(");
        word(out, "weight");
        text(out, "ctorch._utils\n_rebuild_tensor_v2\n((");
        word(out, "storage");
        text(out, "ctorch\nFloatStorage\n");
        word(out, "0");
        word(out, "cpu");
        text(out, "K\u0001tQK\0(J");
        out.write(little((int) parameters));
        text(out, "t(K\0t\u0089ccollections\nOrderedDict\n)RtR");
        word(out, "training");
        text(out, "\u0089ub.");
        return out.toByteArray();
    }

    private static void text(OutputStream out, String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void word(OutputStream out, String word) throws IOException {
        text(out, "X");
        out.write(little(word.length()));
        text(out, word);
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    /** Features: the image's numbers, all of them: (N, 3 S S). */
    public static Path pixels(Path file) throws IOException {
        return write(file, "Tensor", "return torch.reshape(x, [torch.size(x, 0), -1])", 1);
    }

    /** Features of d numbers: the first row of red, as often as needed. */
    public static Path vector(Path file, int d, long parameters) throws IOException {
        String body =
                """
                y = torch.reshape(x, [torch.size(x, 0), -1])
                return torch.slice(torch.repeat(y, [1, %d]), 1, 0, %d, 1)""";
        return write(file, "Tensor", body.formatted(d, d), parameters);
    }

    /** The true spec of a file. */
    public static NetSpec spec(NetKind kind, Path file, int size) throws IOException {
        return NetSpec.of(kind, "tiny net", "pixels", Sha256.of(file), size, Range.SIGNED);
    }
}
