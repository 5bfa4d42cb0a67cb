/** The auth service: {@code password}, then {@code group}, then {@code access}; {@code rim} puts it into Quarkus. */
@NullMarked
package io.skein.auth;

import org.jspecify.annotations.NullMarked;
