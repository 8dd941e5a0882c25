package org.ui2i.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What speaks against training on own images as they are: for each remark the fact, the value, the remedy. */
final class Remarks {
    private static final int FEW = 50;
    private static final double KEPT = 0.8; // of the pixels

    private Remarks() {}

    /** On the images of one folder, which training resizes to an edge of {@code load} pixels. */
    static List<String> of(ImageFolder folder, int load) {
        List<String> remarks = new ArrayList<>();
        int n = folder.images().size();
        if (n < FEW) {
            remarks.add(n + " images: D learns so few by heart; find " + FEW
                    + " or more, or mirror them (--set flip=true, in code FolderOptions.withFlip)");
        }
        int small = 0;
        double kept = 0;
        for (Map.Entry<String, Integer> size : folder.sizes().entrySet()) {
            String[] edges = size.getKey().split("x", 2);
            double width = Double.parseDouble(edges[0]), height = Double.parseDouble(edges[1]);
            small += Math.min(width, height) < load ? size.getValue() : 0;
            kept += size.getValue() * Math.min(width, height) / Math.max(width, height) / n;
        }
        if (small > 0) {
            remarks.add(small + " images are smaller than " + load + " pixels and would be enlarged, hence blurred:"
                    + " leave them out, or train smaller (size)");
        }
        if (kept < KEPT) {
            remarks.add(String.format(
                    "centre squares keep %.0f %% of the pixels: cut by hand where the subject is not in the middle",
                    100 * kept));
        }
        return remarks;
    }

    /** On pictures that are there twice, under whatever names. */
    static List<String> twice(List<ImageFolder> folders) {
        Map<String, String> seen = new HashMap<>();
        List<String> same = new ArrayList<>();
        for (ImageFolder folder : folders) {
            ImageSet images = folder.images();
            for (int i = 0; i < images.size(); i++) {
                String name = images.text("domain", i) + "/" + images.text("content", i);
                String first = seen.putIfAbsent(images.text("sha256", i), name);
                if (first != null) {
                    same.add(first + " = " + name);
                }
            }
        }
        return same.isEmpty()
                ? List.of()
                : List.of("the same picture twice, " + same.size() + " of them (" + Report.first(same, "; ")
                        + "): keep one of each");
    }
}
