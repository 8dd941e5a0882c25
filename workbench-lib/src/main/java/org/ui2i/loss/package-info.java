/** Losses: one idea, one function, weights apart. */
@NullMarked
package org.ui2i.loss;

import org.jspecify.annotations.NullMarked;
