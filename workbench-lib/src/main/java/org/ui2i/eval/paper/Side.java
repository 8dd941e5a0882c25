package org.ui2i.eval.paper;

/** What an image of an evaluation is. */
public enum Side {
    /** a real image of the target domain or class */
    REAL,
    /** a translation to it */
    OUTPUT
}
