/** Passwords, groups and what follows from them. The way in is {@link io.skein.auth.identity.Identities}. */
@NullMarked
package io.skein.auth.identity;

import org.jspecify.annotations.NullMarked;
