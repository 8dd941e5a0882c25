package org.ui2i.data.fetch;

import static org.ui2i.core.Check.check;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.ui2i.core.Folders;

/**
 * Unpacks a zip, tar or tar.gz from elsewhere into a folder of its own, whole or not at all. Only files and folders below
 * that folder come out of it: a name that leads elsewhere, a link, a device, a name that comes twice, more bytes or files
 * than expected are refused, and nothing is left then.
 *
 * @param file the archive; its format is seen from its bytes
 * @param mostBytes what all files may have together
 * @param mostEntries how many files and folders there may be
 */
public record Archive(Path file, long mostBytes, int mostEntries) {
    private static final int ZIP = 0x504B;
    private static final int GZIP = 0x1F8B;
    private static final int TAR_MAGIC = 257;

    /** Checks the bounds. */
    public Archive {
        check(mostBytes >= 1, "%s may unpack to %d bytes: allow at least 1", file, mostBytes);
        check(mostEntries >= 1, "%s may hold %d entries: allow at least 1", file, mostEntries);
    }

    /**
     * Unpacks into a folder, which appears when all is in it.
     *
     * @param folder is not there yet
     * @return the folder
     * @throws IOException if the archive is damaged, or something cannot be read or written
     * @throws IllegalArgumentException if the folder exists, or the archive holds what is refused
     */
    public Path unpack(Path folder) throws IOException {
        check(!Files.exists(folder), "%s exists: delete it, or name a new folder to unpack into", folder);
        Path aside = folder.resolveSibling(folder.getFileName() + ".part");
        Folders.delete(aside); // of a process that was killed
        Unpacked.made(aside);
        try {
            Unpacked into = new Unpacked(this, aside);
            members(into);
            check(into.files() > 0, "%s holds no file: take another archive", file);
            Files.move(aside, folder);
        } finally {
            Folders.delete(aside);
        }
        return folder;
    }

    private void members(Unpacked into) throws IOException {
        byte[] head = head();
        int magic = head.length < 2 ? 0 : ((head[0] & 0xFF) << 8) | (head[1] & 0xFF);
        try {
            if (magic == ZIP) {
                ZipSource.unpack(file, into);
            } else {
                try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()), 1 << 16);
                        InputStream plain = magic == GZIP ? new GZIPInputStream(in, 1 << 16) : in) {
                    check(
                            magic == GZIP || isTar(head),
                            "%s is no zip, tar or tar.gz: unpack it by other means, or take one of these",
                            file);
                    TarSource.unpack(plain, into);
                }
            }
        } catch (IOException e) {
            throw e instanceof Unwritable
                    ? e
                    : new IOException(
                            file + " cannot be unpacked (" + e.getMessage()
                                    + "): it is damaged or cut off, fetch it again",
                            e);
        }
    }

    private byte[] head() throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return in.readNBytes(TAR_MAGIC + 5);
        }
    }

    private static boolean isTar(byte[] head) {
        return head.length == TAR_MAGIC + 5
                && new String(head, TAR_MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar");
    }
}
