/** Which groups a user belongs to. Next on the path: {@code access}. */
@NullMarked
package io.skein.auth.group;

import org.jspecify.annotations.NullMarked;
