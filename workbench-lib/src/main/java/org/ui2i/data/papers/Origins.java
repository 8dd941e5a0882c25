package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each of a data set's files comes from: the user's disk, or an address.
 *
 * @param here by name: files and folders that are on the disk
 * @param fetched the others, each with its address
 */
record Origins(Map<String, Path> here, List<PaperFile> fetched) {
    /**
     * Finds all of them.
     *
     * @param from a file or folder of the user's, a mirror's address, or null
     * @throws IllegalArgumentException if something is neither here nor served, naming all of it and what to do
     */
    static Origins of(PaperSet set, @Nullable String from) {
        if (from != null && from.matches("(?i)https?://.*")) {
            return mirror(set, from);
        }
        Map<String, Path> here = new LinkedHashMap<>();
        List<PaperFile> fetched = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        for (PaperFile file : set.files()) {
            Path mine = from == null ? null : mine(set, file, Path.of(from));
            if (mine != null) {
                here.put(file.name(), mine);
            } else if (file.address() != null) {
                fetched.add(file);
            } else {
                lacking.add(file.folder() ? file.name() + " (" + file.evidence() + ")" : file.name());
            }
        }
        check(
                lacking.isEmpty(),
                "%s needs %s, which nobody may download for you: fetch by hand at %s (%s), put what you have in a folder, and name that"
                        + " with --from FOLDER",
                set.name(),
                String.join(", ", lacking),
                set.page(),
                set.licence());
        return new Origins(here, fetched);
    }

    private static @Nullable Path mine(PaperSet set, PaperFile file, Path from) {
        check(Files.exists(from), "%s does not exist: name a file or folder that you have, or leave --from out", from);
        if (!Files.isDirectory(from)) {
            check(
                    set.files().size() == 1 && !file.folder(),
                    "%s is a file, but %s is made from %s: put these in a folder and name that",
                    from,
                    set.name(),
                    set.files().stream().map(PaperFile::name).toList());
            return from;
        }
        Path inside = from.resolve(file.name());
        if (file.folder()) {
            return Files.isDirectory(inside) ? inside : from;
        }
        return Files.isRegularFile(inside) ? inside : null;
    }

    private static Origins mirror(PaperSet set, String from) {
        check(
                from.endsWith("/") || set.files().size() == 1,
                "%s is one address, but %s is made from %s: give the address of their folder, with / at its end",
                from,
                set.name(),
                set.files().stream().map(PaperFile::name).toList());
        List<PaperFile> fetched = new ArrayList<>();
        for (PaperFile file : set.files()) {
            check(!file.folder(), "%s is a folder that is not downloaded: name yours with --from FOLDER", file.name());
            try {
                fetched.add(file.at(URI.create(from.endsWith("/") ? from + file.name() : from)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("\"" + from + "\" is no address: check it for blanks", e);
            }
        }
        return new Origins(Map.of(), fetched);
    }
}
