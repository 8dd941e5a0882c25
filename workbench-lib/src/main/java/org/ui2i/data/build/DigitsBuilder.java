package org.ui2i.data.build;

import static org.ui2i.core.Check.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.ui2i.data.Manifest;

/**
 * Builds {@code datasets/digits}: MNIST and the 8x8 optical digits, both 32x32 and white on black. The optical digits are
 * scaled to 20x20 and moved so that their centre of mass lies in the middle, as MNIST's were.
 */
final class DigitsBuilder {
    private static final int TILE = 32;
    private static final int COLUMNS = 50;
    private static final int MNIST_EDGE = 28;
    private static final int[] MNIST_SPLIT = {400, 50, 100}; // train, val, test of each digit
    private static final int[] OPTICAL_SPLIT = {1197, 200, 400}; // in file order, so that writers do not mix
    private static final List<String> SPLITS = List.of("train", "val", "test");

    private record Digit(byte[] tile, int label, String name, String split) {}

    private final Packages packages;
    private final Consumer<String> log;

    DigitsBuilder(Packages packages, Consumer<String> log) {
        this.packages = packages;
        this.log = log;
    }

    void build(Path folder) throws IOException {
        StringBuilder manifest = new StringBuilder(Csv.line(Manifest.COLUMNS));
        String mnist = "mnist@" + packages.version("mnist");
        String optical = "scikit-learn@" + packages.version("scikit-learn");
        sheet(folder, "mnist", mnist, "MIT (package)", mnist(), manifest);
        sheet(folder, "optical", optical, "BSD-3-Clause (package)", optical(), manifest);
        AtlasWriter.gzip(manifest.toString(), folder.resolve(Manifest.FILE));
    }

    private void sheet(
            Path folder, String domain, String source, String licence, List<Digit> digits, StringBuilder manifest)
            throws IOException {
        GreySheet sheet = new GreySheet(TILE, (digits.size() + COLUMNS - 1) / COLUMNS, COLUMNS);
        for (int i = 0; i < digits.size(); i++) {
            Digit d = digits.get(i);
            int row = i / COLUMNS, column = i % COLUMNS;
            sheet.put(row, column, d.tile);
            manifest.append(Csv.line(
                    List.of(row, column, domain, d.label, d.name, d.split, source, licence, Manifest.hash(d.tile))));
        }
        sheet.write(folder.resolve(domain + ".png"));
        log.accept("digits: " + digits.size() + " of " + domain);
    }

    private List<Digit> mnist() throws IOException {
        List<Digit> digits = new ArrayList<>();
        for (int label = 0; label < 10; label++) {
            String text = Files.readString(packages.file("mnist", "src/digits/" + label + ".json"));
            String[] values =
                    text.substring(text.indexOf('[') + 1, text.indexOf(']')).split(",");
            int wanted = MNIST_SPLIT[0] + MNIST_SPLIT[1] + MNIST_SPLIT[2];
            int size = MNIST_EDGE * MNIST_EDGE;
            check(values.length >= wanted * size, "digit %d has %d values: expected more", label, values.length);
            for (int i = 0; i < wanted; i++) {
                double[] grey = new double[TILE * TILE];
                for (int j = 0; j < size; j++) {
                    int at = (j / MNIST_EDGE + 2) * TILE + j % MNIST_EDGE + 2;
                    grey[at] = 255 * Double.parseDouble(values[i * size + j].trim());
                }
                digits.add(new Digit(levels(grey), label, "mnist-" + label + "-" + i, split(MNIST_SPLIT, i)));
            }
        }
        return digits;
    }

    private List<Digit> optical() throws IOException {
        Path file = packages.file("scikit-learn", "sklearn/datasets/data/digits.csv.gz");
        List<Digit> digits = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                double[] v = java.util.Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                int i = digits.size();
                digits.add(new Digit(aligned(v), (int) v[64], "optical-" + i, split(OPTICAL_SPLIT, i)));
            }
        }
        return digits;
    }

    private static String split(int[] counts, int index) {
        return SPLITS.get(index < counts[0] ? 0 : index < counts[0] + counts[1] ? 1 : 2);
    }

    /** 8x8 values of 0 to 16 to a 32x32 tile: bilinear to 20x20, then moved by whole pixels. */
    private static byte[] aligned(double[] v) {
        int edge = 20;
        double mass = 0, massX = 0, massY = 0;
        double[] large = new double[edge * edge];
        for (int i = 0; i < large.length; i++) {
            int x = i % edge, y = i / edge;
            large[i] = sample(v, (x + 0.5) * 8 / edge - 0.5, (y + 0.5) * 8 / edge - 0.5) * 255 / 16;
            mass += large[i];
            massX += large[i] * (x + 0.5);
            massY += large[i] * (y + 0.5);
        }
        int left = (int) Math.round(TILE / 2.0 - massX / mass);
        int top = (int) Math.round(TILE / 2.0 - massY / mass);
        double[] grey = new double[TILE * TILE];
        for (int i = 0; i < large.length; i++) {
            int x = i % edge + left, y = i / edge + top;
            if (x >= 0 && x < TILE && y >= 0 && y < TILE) {
                grey[y * TILE + x] = large[i];
            }
        }
        return levels(grey);
    }

    private static double sample(double[] v, double x, double y) {
        double cx = Math.max(0, Math.min(7, x)), cy = Math.max(0, Math.min(7, y));
        int x0 = Math.min(6, (int) cx), y0 = Math.min(6, (int) cy);
        double fx = cx - x0, fy = cy - y0;
        double above = v[8 * y0 + x0] * (1 - fx) + v[8 * y0 + x0 + 1] * fx;
        double below = v[8 * y0 + 8 + x0] * (1 - fx) + v[8 * y0 + 8 + x0 + 1] * fx;
        return above * (1 - fy) + below * fy;
    }

    private static byte[] levels(double[] grey) {
        byte[] tile = new byte[grey.length];
        for (int i = 0; i < tile.length; i++) {
            tile[i] = GreySheet.level(grey[i]);
        }
        return tile;
    }
}
