package org.ui2i.nn;

import ai.djl.ndarray.NDArray;

/**
 * What a {@link CenterDetector} says of each cell of its map, a cell being {@link CenterDetector#STRIDE} pixels wide.
 *
 * @param heat logits of "the centre of an object of class k lies here", (B, K, h, w)
 * @param size width and height of the object whose centre lies here, in cells, (B, 2, h, w)
 * @param offset where in the cell the centre lies, (x, y) from its upper left corner, in cells, (B, 2, h, w)
 */
public record CenterMaps(NDArray heat, NDArray size, NDArray offset) {}
