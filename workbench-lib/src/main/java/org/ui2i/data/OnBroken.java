package org.ui2i.data;

/** What to do with a file that is no readable image: corrupt, truncated, empty or far too large. */
public enum OnBroken {
    /** leave it out and name it in {@code inspect()} */
    SKIP,
    /** refuse the whole folder with an error that names every such file */
    REFUSE
}
