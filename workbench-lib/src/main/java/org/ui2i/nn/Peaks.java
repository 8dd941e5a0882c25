package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ui2i.data.Box;

/**
 * Reads boxes off maps: a cell is a peak if none of its eight neighbours is hotter, which is what max pooling would
 * say.
 */
final class Peaks {
    private static final double LEAST = 0.25; // cells: a network's size may be negative, a box's may not

    private final float[] heat;
    private final float[] size;
    private final float[] offset;
    private final int classes;
    private final int height;
    private final int width;

    private Peaks(CenterMaps maps) {
        Shape shape = maps.heat().getShape();
        heat = numbers(maps.heat());
        size = numbers(maps.size());
        offset = numbers(maps.offset());
        classes = (int) shape.get(1);
        height = (int) shape.get(2);
        width = (int) shape.get(3);
    }

    private static float[] numbers(NDArray x) {
        return x.toFloatArray();
    }

    static List<List<Detection>> read(CenterMaps maps, CenterDetector.Reading reading) {
        Peaks peaks = new Peaks(maps);
        List<List<Detection>> all = new ArrayList<>();
        for (int b = 0; b < maps.heat().getShape().get(0); b++) {
            List<Detection> top = peaks.of(b).stream()
                    .filter(d -> d.score() >= reading.threshold())
                    .sorted(Comparator.comparingDouble(Detection::score).reversed())
                    .limit(reading.top())
                    .toList();
            all.add(Nms.keep(top, reading.overlap()));
        }
        return all;
    }

    private List<Detection> of(int image) {
        List<Detection> found = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            int plane = (image * classes + k) * height * width;
            for (int i = 0; i < height * width; i++) {
                if (isPeak(plane, i % width, i / width)) {
                    double score = 1 / (1 + Math.exp(-heat[plane + i]));
                    found.add(new Detection(box(image, k, i), score));
                }
            }
        }
        return found;
    }

    private boolean isPeak(int plane, int x, int y) {
        for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
            for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                if (heat[plane + ny * width + nx] > heat[plane + y * width + x]) {
                    return false;
                }
            }
        }
        return true;
    }

    private Box box(int image, int label, int cell) {
        int x = 2 * image * height * width + cell, y = x + height * width;
        int column = cell % width, row = cell / width;
        double centreX = column + offset[x], centreY = row + offset[y];
        double halfWidth = Math.max(LEAST, size[x]) / 2, halfHeight = Math.max(LEAST, size[y]) / 2;
        int s = CenterDetector.STRIDE;
        return new Box(
                label,
                s * (centreX - halfWidth),
                s * (centreY - halfHeight),
                s * (centreX + halfWidth),
                s * (centreY + halfHeight));
    }
}
