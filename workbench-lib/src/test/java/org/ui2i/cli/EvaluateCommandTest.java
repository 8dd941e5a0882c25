package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.eval.paper.NetKind;
import org.ui2i.eval.paper.TinyScript;
import org.ui2i.train.Configs;
import picocli.CommandLine;

class EvaluateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void fill() throws IOException {
        Random random = new Random(1);
        for (String name : List.of("real", "outputs", "inputs")) {
            Files.createDirectory(folder.resolve(name));
            for (int i = 0; i < 5; i++) {
                BufferedImage image = new BufferedImage(9, 8, BufferedImage.TYPE_INT_RGB);
                for (int k = 0; k < 72; k++) {
                    image.setRGB(k % 9, k / 9, random.nextInt(1 << 24));
                }
                ImageIO.write(
                        image, "png", folder.resolve(name).resolve(i + ".png").toFile());
            }
        }
        Path vector = TinyScript.vector(folder.resolve("vector.pt"), 4, 1);
        Path maps = TinyScript.write(folder.resolve("maps.pt"), "Tensor", "return x", 1);
        for (Path file : List.of(vector, maps)) {
            NetKind kind = file == maps ? NetKind.OTHER_MAPS : NetKind.OTHER_VECTOR;
            Files.writeString(
                    folder.resolve(file.getFileName() + ".yaml"), Configs.toYaml(TinyScript.spec(kind, file, 8)));
        }
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "evaluate",
                "--real",
                folder + "/real",
                "--outputs",
                folder + "/outputs",
                "--inputs",
                folder + "/inputs"));
        args.addAll(List.of(more));
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args.toArray(new String[0]));
    }

    @Test
    void partsScoreAsOneDoesAndClustersNeedTheirModule() throws IOException {
        Path one = folder.resolve("one.csv"), parts = folder.resolve("parts.csv");
        assertEquals(0, run("--net", folder + "/vector.pt", "--out", "" + one), err::toString);
        assertEquals(0, run("--net", folder + "/vector.pt", "--out", "" + parts, "--part", "3"), err::toString);
        List<String> all = Files.readAllLines(one), merged = Files.readAllLines(parts);
        assertEquals(all.size(), merged.size());
        for (int i = 1; i < all.size(); i++) {
            double value = Double.parseDouble(all.get(i).split(",")[1]);
            assertEquals(value, Double.parseDouble(merged.get(i).split(",")[1]), 1e-6 * Math.abs(value));
        }
        assertEquals(1, run("--net", folder + "/vector.pt", "--master", "local[2]"));
        assertTrue(err.toString().contains("--master local[2] needs the module workbench-spark"), err.toString());
    }

    @Test
    void everyNetworksScoresArePrintedAndWritten() throws IOException {
        Path csv = folder.resolve("new/scores.csv");
        assertEquals(0, run("--net", folder + "/vector.pt", folder + "/maps.pt", "--out", "" + csv), err::toString);
        assertEquals("", err.toString());
        List<String> lines = Files.readAllLines(csv);
        assertEquals("score,value,real,outputs,network,layer,sha256", lines.get(0));
        assertTrue(lines.get(1).startsWith("FID with features of tiny net (pixels),"), lines.toString());
        assertTrue(lines.get(2).startsWith("KID with features of tiny net (pixels),"), lines.toString());
        assertTrue(lines.get(3).startsWith("DIPD with features of tiny net (pixels),"), lines.toString());
        assertEquals(4, lines.size());
        assertEquals(3, out.toString().lines().count());
        assertTrue(out.toString().contains("(5 real images, 5 outputs; tiny net, pixels, SHA-256 "), out.toString());
    }

    @Test
    void badInputIsOneErrorBeforeAnyScore() throws IOException {
        Path csv = folder.resolve("scores.csv");
        Files.writeString(csv, "before");
        refused("is a folder", "--net", folder + "/vector.pt", "--out", folder + "/real");
        refused("where a folder is needed", "--net", folder + "/vector.pt", "--out", csv + "/scores.csv");
        TinyScript.vector(folder.resolve("maps.pt"), 4, 1);
        refused("has the SHA-256", "--net", folder + "/vector.pt", folder + "/maps.pt", "--out", "" + csv);
        refused("none.pt.yaml is not there", "--net", folder + "/none.pt");
        Files.delete(folder.resolve("inputs/3.png"));
        refused("no input named \"3\"", "--net", folder + "/vector.pt");
        assertEquals("before", Files.readString(csv));
        assertFalse(Files.exists(folder.resolve("scores.csv.part")));
    }

    private void refused(String part, String... more) {
        err.getBuffer().setLength(0);
        assertEquals(1, run(more), part);
        assertEquals("", out.toString());
        assertTrue(err.toString().contains(part), err.toString());
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
    }

    @Test
    void aBrokenImageIsNamedAndLeftOut() throws IOException {
        Files.writeString(folder.resolve("outputs/2.png"), "no image");
        assertEquals(0, run("--net", folder + "/vector.pt"), err::toString);
        assertTrue(err.toString().startsWith("left out: 2.png, 2.png is no readable image"), err.toString());
        assertTrue(out.toString().contains("5 real images, 4 outputs"), out.toString());
    }
}
