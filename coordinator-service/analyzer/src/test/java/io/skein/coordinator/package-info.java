/** The front end's architecture. */
@NullMarked
package io.skein.coordinator;

import org.jspecify.annotations.NullMarked;
