/** Curves, image grids and live plots. Everything here returns or shows a {@code BufferedImage} and runs headless. */
@NullMarked
package org.ui2i.plot;

import org.jspecify.annotations.NullMarked;
