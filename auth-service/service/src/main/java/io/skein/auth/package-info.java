/**
 * Who you are, what you may do. {@code identity} knows passwords and groups and needs no framework; {@code rim} answers the calls of the
 * coordinator with it.
 */
@NullMarked
package io.skein.auth;

import org.jspecify.annotations.NullMarked;
