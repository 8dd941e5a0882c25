package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A data set of the papers.
 *
 * @param name as {@code ./workbench data get} takes it
 * @param title what it shows
 * @param licence in words; that it is not stated, where it is not
 * @param cite whom to cite
 * @param page where people read about it and register
 * @param layout how its files become folders of images
 * @param folders that it has in the end, each with images
 * @param data what to train with it; <code>{}</code> stands for its place
 * @param files what it is made from
 */
public record PaperSet(
        String name,
        String title,
        String licence,
        String cite,
        String page,
        Layout layout,
        List<String> folders,
        List<String> data,
        List<PaperFile> files) {
    /** Checks that all is there. */
    public PaperSet {
        present(name, "a data set has no name: add it");
        present(layout, "%s has no layout, or one that is unknown: use one of Layout's", name);
        check(!folders.isEmpty() && !files.isEmpty(), "%s has no folders or no files: name them", name);
        folders = List.copyOf(folders);
        data = List.copyOf(data);
        files = List.copyOf(files);
    }

    /** Whether the user has to fetch something by hand. */
    boolean isManual() {
        return files.stream().anyMatch(file -> file.address() == null);
    }

    /**
     * How to train with it.
     *
     * @param at where it lies
     * @return a line a use
     */
    public List<String> uses(Path at) {
        return data.stream().map(use -> use.replace("{}", at.toString())).toList();
    }

    /**
     * How large its files are.
     *
     * @return such as {@code 246 MB}, or that it is unknown
     */
    public String size() {
        if (files.stream().anyMatch(file -> file.bytes() == null)) {
            return "unknown";
        }
        long bytes = files.stream()
                .mapToLong(file -> file.bytes() == null ? 0 : file.bytes())
                .sum();
        return Math.max(1, Math.round(bytes / 1e6)) + " MB";
    }

    /**
     * How its files come here.
     *
     * @return in words
     */
    public String how() {
        String yours = files.stream()
                .filter(file -> file.address() == null)
                .map(PaperFile::name)
                .collect(Collectors.joining(", "));
        return isManual() ? "by hand: " + yours : "downloads";
    }

    /**
     * How its files are known.
     *
     * @return {@code SHA-256}, {@code first download}, or both where files differ
     */
    public String proof() {
        List<String> kinds = files.stream()
                .filter(file -> !file.folder())
                .map(file -> file.sha256() != null ? "SHA-256" : "first download")
                .distinct()
                .toList();
        return kinds.isEmpty() ? "its pictures' names" : String.join(", ", kinds);
    }
}
