/** Checks, seeds and the step budget: what every package needs and nothing that knows of tensors. */
@NullMarked
package org.ui2i.core;

import org.jspecify.annotations.NullMarked;
