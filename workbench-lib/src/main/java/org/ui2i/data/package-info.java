/**
 * Images in: bundled atlases and own folders, their manifests (Tablesaw), unpaired and paired batches whose content
 * depends on (seed, step number) alone.
 */
@NullMarked
package org.ui2i.data;

import org.jspecify.annotations.NullMarked;
