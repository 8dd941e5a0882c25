/** Scores against the truth, judges trained on real images, probes of codes, claims with intervals. */
@NullMarked
package org.ui2i.eval;

import org.jspecify.annotations.NullMarked;
