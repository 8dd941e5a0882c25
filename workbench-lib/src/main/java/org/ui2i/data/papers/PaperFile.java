package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a data set is made from: a file or a folder of somebody else's.
 *
 * @param name of the file or folder
 * @param folder whether it is a folder, which the user brings
 * @param address where it is served; null: the user brings it
 * @param bytes its length; null: nobody published it
 * @param sha256 its hash, 64 lower-case hexadecimal digits; null: nobody published it
 * @param evidence where these come from, in words
 */
public record PaperFile(
        String name,
        boolean folder,
        @Nullable URI address,
        @Nullable Long bytes,
        @Nullable String sha256,
        String evidence) {
    /** Checks that nothing contradicts itself. */
    public PaperFile {
        present(name, "a data set's file has no name: add it");
        present(evidence, "%s does not say where its facts come from: add evidence", name);
        check(name.matches("[\\w.-]+"), "\"%s\" is no plain file name: use one", name);
        check(!folder || (address == null && sha256 == null), "%s is a folder: leave address and sha256 out", name);
        check(bytes == null || bytes >= 1, "%s is to have %s bytes: use its length, at least 1", name, "" + bytes);
        check(
                sha256 == null || sha256.matches("[0-9a-f]{64}"),
                "the SHA-256 of %s is \"%s\": use 64 hexadecimal digits in lower case",
                name,
                "" + sha256);
    }

    /** The same file at another address. */
    PaperFile at(URI other) {
        return new PaperFile(name, folder, other, bytes, sha256, evidence);
    }
}
