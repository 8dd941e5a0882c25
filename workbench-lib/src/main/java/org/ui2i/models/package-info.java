/** One file a paper: networks, configuration, the players' objectives; no loop, no file, no plot. */
@NullMarked
package org.ui2i.models;

import org.jspecify.annotations.NullMarked;
