package org.ui2i.core;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file could not be read or written, in words: the system's own exceptions often hold the bare path. */
public final class Reason {
    private Reason() {}

    /**
     * The fact behind an exception.
     *
     * @param e from reading or writing
     * @return names the file, if the exception does
     */
    public static String of(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + " " + fact(file);
        }
        if (e instanceof EOFException) {
            return "it is cut off";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /**
     * Names the file whose content makes no sense.
     *
     * @param file the file
     * @param e what is wrong with it
     * @return says both
     */
    public static IOException damaged(Path file, Exception e) {
        String fact = e instanceof IOException io ? of(io) : String.valueOf(e.getMessage());
        return new IOException(file + " is damaged (" + fact + ")", e);
    }

    private static String fact(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "is not yours to read or write: change its permissions, or use another place";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "is a file where a folder is needed: move it, or use another place";
        }
        return "failed: " + e.getClass().getSimpleName();
    }
}
