@NullMarked
package io.skein.auth.identity;

import org.jspecify.annotations.NullMarked;
