/** Who you are: passwords. Next on the path: {@code group}. */
@NullMarked
package io.skein.auth.password;

import org.jspecify.annotations.NullMarked;
