/** Skein as its users start it: the real command, real processes, real ports. */
@NullMarked
package io.skein.tests.server;

import org.jspecify.annotations.NullMarked;
