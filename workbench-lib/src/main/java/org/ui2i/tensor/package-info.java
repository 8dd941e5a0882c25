/**
 * The only door to the engine (DJL's PyTorch): operations DJL lacks, functional gradients, optimizers, scopes of memory,
 * random draws, npz. No other package names an engine class.
 */
@NullMarked
package org.ui2i.tensor;

import org.jspecify.annotations.NullMarked;
