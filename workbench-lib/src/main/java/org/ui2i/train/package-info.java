/**
 * The training loop of any number of players, its history, checkpoints and run folder. No picture is drawn here: plots and
 * scores hang on {@link org.ui2i.train.Listener}.
 */
@NullMarked
package org.ui2i.train;

import org.jspecify.annotations.NullMarked;
