/** What a training step costs: time, work, memory and calls of the engine, against a plain convolution and the authors' code. */
@NullMarked
package org.ui2i.bench;

import org.jspecify.annotations.NullMarked;
