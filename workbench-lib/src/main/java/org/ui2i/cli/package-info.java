/** The commands of {@code ./workbench} that need the library. The shell script at the root starts {@link Main}. */
@NullMarked
package org.ui2i.cli;

import org.jspecify.annotations.NullMarked;
