/**
 * The parts that models are made of. A part turns an array into an array; what it needs beyond its input (codes, noise,
 * masks) comes as an argument, never through a hidden setting.
 */
@NullMarked
package org.ui2i.nn;

import org.jspecify.annotations.NullMarked;
