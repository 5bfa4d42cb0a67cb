/** What you may do. */
@NullMarked
package io.skein.auth.access;

import org.jspecify.annotations.NullMarked;
