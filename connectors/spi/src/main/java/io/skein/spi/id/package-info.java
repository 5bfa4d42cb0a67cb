/** Identities as types; a bare String never passes the door. */
@NullMarked
package io.skein.spi.id;

import org.jspecify.annotations.NullMarked;
