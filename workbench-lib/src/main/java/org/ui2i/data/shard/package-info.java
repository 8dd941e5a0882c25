/** Many images as shards: their list, its slices, and what became of each image. */
@NullMarked
package org.ui2i.data.shard;

import org.jspecify.annotations.NullMarked;
