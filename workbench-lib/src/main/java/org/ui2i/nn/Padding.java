package org.ui2i.nn;

/** What a convolution sees beyond the border. */
public enum Padding {
    /** zeros */
    ZERO,
    /** the image mirrored at its border */
    REFLECT
}
