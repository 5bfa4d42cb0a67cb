/** Unmodified clients of other projects against a running Skein: drivers, shells, Python libraries. */
@NullMarked
package io.skein.tests.clients;

import org.jspecify.annotations.NullMarked;
