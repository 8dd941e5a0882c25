/** What runs on more than one core or machine, with Apache Spark: whole trainings, each in one task. */
@NullMarked
package org.ui2i.spark;

import org.jspecify.annotations.NullMarked;
