/**
 * Random statements, asked in several ways that must agree: on one fragment, on a cluster that is made to distribute, and as analysed,
 * without the optimizer.
 */
@NullMarked
package io.skein.tests.fuzz;

import org.jspecify.annotations.NullMarked;
