/** Builds the bundled data sets from pinned packages; only the maintainer of the data needs it. */
@NullMarked
package org.ui2i.data.build;

import org.jspecify.annotations.NullMarked;
