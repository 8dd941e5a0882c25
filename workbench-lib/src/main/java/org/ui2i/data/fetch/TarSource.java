package org.ui2i.data.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar's members, one after the other. */
final class TarSource {
    private static final Set<Byte> FILES =
            Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG);

    private TarSource() {}

    static void unpack(InputStream in, Unpacked into) throws IOException {
        Headers headers = new Headers(in);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(headers, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = headers.next(tar); entry != null; entry = headers.next(tar)) {
                if (entry.isSymbolicLink() || entry.isLink()) {
                    into.refuse(entry.getName(), "a link");
                } else if (entry.isSparse()) {
                    into.refuse(entry.getName(), "a file with holes");
                } else if (entry.isDirectory()) {
                    into.folder(entry.getName());
                } else if (FILES.contains(entry.getLinkFlag())) {
                    into.file(entry.getName(), tar);
                } else {
                    into.refuse(entry.getName(), "a device or something else that is no file");
                }
            }
            drain(in, into);
        }
    }

    /** A gzip's checksum is read, and compared, at its very end: behind that of the tar. */
    private static void drain(InputStream in, Unpacked into) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            into.filling(n);
        }
    }

    /**
     * Between two members a tar may hold long names and attributes, which are read into memory: this bounds them. And sees
     * whether the end is marked by a block of zeros.
     */
    private static final class Headers extends FilterInputStream {
        private static final int MOST = 1 << 20;
        private static final int BLOCK = 512;
        private boolean between;
        private long read;
        private int zeros;

        Headers(InputStream in) {
            super(in);
        }

        TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
            between = true;
            read = 0;
            zeros = 0; // what fills up a member's last block is shorter than a block
            TarArchiveEntry entry = tar.getNextEntry();
            between = false;
            if (entry == null && zeros < BLOCK) {
                throw new IOException("its end is missing");
            }
            return entry;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (between && n > 0) {
                read += n;
                if (read > MOST) {
                    throw new IOException("a name or its attributes take more than " + MOST + " bytes");
                }
                int last = n;
                while (last > 0 && buffer[offset + last - 1] == 0) {
                    last--;
                }
                zeros = last == 0 ? Math.min(BLOCK, zeros + n) : n - last;
            }
            return n;
        }
    }
}
