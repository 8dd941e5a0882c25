package org.ui2i.io;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the members of a zip lie, all stored (not compressed), as torch writes them. The JDK's reader takes memory for as
 * many members as a file claims to have (measured: an OutOfMemoryError from one changed number).
 */
final class ZipMembers {
    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int MOST_DIRECTORY = 16 << 20;
    private static final String DAMAGED = Storage.DAMAGED;

    private final Bytes file;
    private final Map<String, Contents.Place> members = new LinkedHashMap<>();

    private ZipMembers(Bytes file) {
        this.file = file;
    }

    /** Members by name, in the directory's order. */
    static Map<String, Contents.Place> of(Bytes file) throws IOException {
        ZipMembers zip = new ZipMembers(file);
        zip.read();
        return zip.members;
    }

    private void read() throws IOException {
        long tailStart = Math.max(0, file.length() - END_SIZE - 0xFFFF);
        ByteBuffer tail = file.at(tailStart, file.length() - tailStart);
        int end = end(tail);
        check(end >= 0, "a zip ends with its directory, but this one does not: it is cut off, fetch it again");
        int claimed = tail.getShort(end + 10) & 0xFFFF;
        long size = tail.getInt(end + 12) & 0xFFFFFFFFL;
        long start = tail.getInt(end + 16) & 0xFFFFFFFFL;
        check(
                claimed < 0xFFFF && size <= MOST_DIRECTORY && start + size <= tailStart + end,
                "its zip directory claims %d members in %d bytes from byte %d on: at most 65,534 in %d bytes below 4 GiB"
                        + " can be read, and none behind the file's end",
                claimed,
                size,
                start,
                MOST_DIRECTORY);
        ByteBuffer directory = file.at(start, size);
        while (directory.remaining() >= ENTRY_SIZE && directory.getInt(directory.position()) == ENTRY) {
            entry(directory, start);
        }
        check(
                members.size() == claimed && !directory.hasRemaining(),
                "its zip directory claims %d members but lists %d: %s",
                claimed,
                members.size(),
                DAMAGED);
    }

    /** Where the end record starts: the last one whose comment ends with the file. */
    private static int end(ByteBuffer tail) {
        for (int i = tail.limit() - END_SIZE; i >= 0; i--) {
            if (tail.getInt(i) == END && i + END_SIZE + (tail.getShort(i + 20) & 0xFFFF) == tail.limit()) {
                return i;
            }
        }
        return -1;
    }

    private void entry(ByteBuffer directory, long directoryStart) throws IOException {
        int at = directory.position();
        int nameSize = directory.getShort(at + 28) & 0xFFFF;
        int skipped = (directory.getShort(at + 30) & 0xFFFF) + (directory.getShort(at + 32) & 0xFFFF);
        check(nameSize + skipped <= directory.remaining() - ENTRY_SIZE, "a zip entry is cut off: %s", DAMAGED);
        byte[] bytes = new byte[nameSize];
        directory.position(at + ENTRY_SIZE).get(bytes);
        directory.position(directory.position() + skipped);
        String name = new String(bytes, StandardCharsets.UTF_8);
        int flags = directory.getShort(at + 8);
        int method = directory.getShort(at + 10);
        long packed = directory.getInt(at + 20) & 0xFFFFFFFFL;
        long size = directory.getInt(at + 24) & 0xFFFFFFFFL;
        check(
                method == 0 && (flags & 1) == 0 && packed == size,
                "its member %s is compressed or encrypted (%d bytes in %d), torch stores plain bytes: save it with torch",
                TorchPickle.tame(name),
                size,
                packed);
        long start = dataStart(directory.getInt(at + 42) & 0xFFFFFFFFL);
        check(
                start + size <= directoryStart,
                "its member %s claims %d bytes from byte %d on, but the members end at %d: %s",
                TorchPickle.tame(name),
                size,
                start,
                directoryStart,
                DAMAGED);
        Contents.Place place = new Contents.Place(start, size, directory.getInt(at + 16) & 0xFFFFFFFFL);
        check(members.put(name, place) == null, "two members are named %s: %s", TorchPickle.tame(name), DAMAGED);
    }

    private long dataStart(long local) throws IOException {
        ByteBuffer header = file.at(local, LOCAL_SIZE);
        check(header.getInt(0) == LOCAL, "no zip member starts at byte %d: %s", local, DAMAGED);
        return local + LOCAL_SIZE + (header.getShort(26) & 0xFFFF) + (header.getShort(28) & 0xFFFF);
    }
}
