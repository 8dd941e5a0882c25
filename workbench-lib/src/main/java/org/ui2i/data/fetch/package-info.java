/** Larger data sets from elsewhere: downloads that are right or not there, and archives that cannot write where they should not. */
@NullMarked
package org.ui2i.data.fetch;

import org.jspecify.annotations.NullMarked;
