/** The papers' data sets: where each comes from, and how it is laid out in folders that the library reads. */
@NullMarked
package org.ui2i.data.papers;

import org.jspecify.annotations.NullMarked;
