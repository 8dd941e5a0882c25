package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The table that {@code inspect()} returns: domain, item, value. */
final class Report {
    private Report() {}

    static Table empty() {
        return Table.create(
                "data", StringColumn.create("domain"), StringColumn.create("item"), StringColumn.create("value"));
    }

    /** What was found in a folder; every broken file by name. */
    static void folder(Table report, String domain, ImageFolder folder) {
        line(report, domain, "images", folder.images().size());
        line(report, domain, "sizes", counts(folder.sizes()));
        line(report, domain, "modes", counts(folder.modes()));
        if (!folder.images().inMemory()) {
            line(report, domain, "memory", "does not fit: images are decoded at each step");
        }
        line(report, domain, "other files", folder.ignored());
        line(report, domain, "unreadable", folder.broken().size());
        folder.broken().forEach((name, reason) -> line(report, domain, "unreadable: " + name, reason));
    }

    /** A bundled domain. */
    static void bundled(Table report, String domain, ImageSet images) {
        line(report, domain, "images", images.size());
        line(report, domain, "sizes", images.width() + "x" + images.height() + ": " + images.size());
        line(report, domain, "modes", (images.channels() == 1 ? "grey: " : "RGB: ") + images.size());
        line(report, domain, "classes", some(images.values("class")));
        line(report, domain, "contents", some(images.values("content")));
        line(report, domain, "licences", String.join(", ", images.values("licence")));
        line(report, domain, "unreadable", 0);
    }

    /** {@link Datasets#inspect}. */
    static Table of(String what, int size) {
        if (what.equals(Datasets.GLYPH_FONTS) || what.equals(Datasets.PLACED)) {
            Table report = empty();
            bundled(report, "fonts", Datasets.fewShot(what).size(size).images());
            return report;
        }
        if (what.equals(Datasets.GLYPH_CUTS)) {
            Table report = empty();
            LabelledImages cuts = Datasets.labelled(what).size(size);
            cuts.domains().forEach(cut -> bundled(report, cut, cuts.images(cut)));
            return report;
        }
        if (Mixture.isNamed(what)) {
            Table report = empty();
            ImageSet all = Datasets.unlabelled(what, size).images();
            Mixture.parts(what).forEach(part -> bundled(report, part, all.where("class", part)));
            return report;
        }
        Path folder = Path.of(what.startsWith(Datasets.FOLDER) ? what.substring(Datasets.FOLDER.length()) : what);
        if (!Files.isDirectory(folder)) {
            return Datasets.unpaired(what).size(size).inspect();
        }
        List<Path> folders = ImageFolder.hasImages(folder) ? List.of(folder) : ClassFolders.list(folder);
        check(!folders.isEmpty(), "folder %s has no images and no subfolders: put PNG or JPEG files there", folder);
        return of(folders, FolderOptions.of(size));
    }

    /** One folder, or each of its subfolders as a domain. */
    static Table of(List<Path> folders, FolderOptions options) {
        List<ImageFolder> read = ImageFolder.read(folders, options, Half.WHOLE, ImageFolder.room());
        List<String> names =
                folders.stream().map(f -> String.valueOf(f.getFileName())).toList();
        return of(names, read, options);
    }

    /** Folders under the names that they are reported by, and what is odd about them. */
    static Table of(List<String> names, List<ImageFolder> folders, FolderOptions options) {
        Table report = empty();
        for (int i = 0; i < folders.size(); i++) {
            String name = names.get(i);
            folder(report, name, folders.get(i));
            Remarks.of(folders.get(i), options.load()).forEach(remark -> line(report, name, "remark", remark));
        }
        Remarks.twice(folders).forEach(remark -> line(report, "all", "remark", remark));
        return report;
    }

    /** The table for a terminal. */
    static String text(Table report) {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Row row : report) {
            String domain = row.getString("domain");
            text.append(domain.equals(last) ? "" : domain + "\n");
            text.append(String.format("  %-12s %s%n", row.getString("item"), row.getString("value")));
            last = domain;
        }
        return text.toString().stripTrailing();
    }

    static void line(Table report, String domain, String item, Object value) {
        report.stringColumn("domain").append(domain);
        report.stringColumn("item").append(item);
        report.stringColumn("value").append(String.valueOf(value));
    }

    private static String counts(Map<String, Integer> counts) {
        List<String> parts = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(8)
                .map(e -> e.getKey() + ": " + e.getValue())
                .toList();
        return String.join(", ", parts) + (counts.size() > 8 ? ", and " + (counts.size() - 8) + " more" : "");
    }

    private static String some(List<String> values) {
        return values.size() + " (" + first(values, ", ") + ")";
    }

    /** The first few of a list. */
    static String first(List<String> values, String between) {
        String few = String.join(between, values.subList(0, Math.min(6, values.size())));
        return values.size() > 6 ? few + between + "..." : few;
    }
}
