/**
 * Our models against numbers computed by the authors' public code: same weights, images and draws in, same outputs, losses,
 * gradients and updates out. What a code base does and its paper does not say lives here, not in the models.
 */
@NullMarked
package org.ui2i.parity;

import org.jspecify.annotations.NullMarked;
