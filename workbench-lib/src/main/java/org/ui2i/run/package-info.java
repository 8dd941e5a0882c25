/**
 * A training with all that decides it: data, sizes, networks, seed. What it writes knows how it was made, so a checkpoint
 * translates alone.
 */
@NullMarked
package org.ui2i.run;

import org.jspecify.annotations.NullMarked;
