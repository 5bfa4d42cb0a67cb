/** Puts the auth service together in a Quarkus application. */
@NullMarked
package io.skein.auth.rim;

import org.jspecify.annotations.NullMarked;
