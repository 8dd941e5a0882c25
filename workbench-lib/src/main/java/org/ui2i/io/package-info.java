/**
 * Files of other code bases: the public codes' checkpoints in and out, without Python and without running anything that a
 * file asks for. A file is untrusted: every number in it is checked against the file's size before memory is asked for.
 */
@NullMarked
package org.ui2i.io;

import org.jspecify.annotations.NullMarked;
