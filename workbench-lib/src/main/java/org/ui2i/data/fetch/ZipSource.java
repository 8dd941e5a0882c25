package org.ui2i.data.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip's members, by its directory. */
final class ZipSource {
    private ZipSource() {}

    static void unpack(Path file, Unpacked into) throws IOException {
        try (ZipFile zip = ZipFile.builder().setFile(file.toFile()).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.isUnixSymlink()) {
                    into.refuse(entry.getName(), "a link");
                } else if (entry.isDirectory()) {
                    into.folder(entry.getName());
                } else if (!zip.canReadEntryData(entry)) {
                    into.refuse(entry.getName(), "a member that is encrypted or compressed in a rare way");
                } else {
                    Checked content = new Checked(zip.getInputStream(entry));
                    into.file(entry.getName(), content);
                    content.check(entry);
                }
            }
        }
    }

    /** Sums what is read. */
    private static final class Checked extends FilterInputStream {
        private final CRC32 sum = new CRC32();
        private long bytes;

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) {
                sum.update(buffer, offset, n);
                bytes += n;
            }
            return n;
        }

        void check(ZipArchiveEntry entry) throws IOException {
            if (bytes != entry.getSize() || sum.getValue() != entry.getCrc()) {
                throw new IOException(entry.getName() + " has other bytes than its checksum is of");
            }
        }
    }
}
