/**
 * The scores of the papers as the papers define them: feature networks that the user brings as TorchScript, and sums that take
 * images in batches, in constant memory and float64, and that merge. What was seen in parts gives the number that one pass
 * gives.
 */
@NullMarked
package org.ui2i.eval.paper;

import org.jspecify.annotations.NullMarked;
