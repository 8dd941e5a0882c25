/** Ties the library to a Jupyter kernel (JJava or IJava): pictures with their texts, updates in place, start-up. */
@NullMarked
package org.ui2i.notebook;

import org.jspecify.annotations.NullMarked;
