/** Files that may change while the service runs. */
@NullMarked
package io.skein.auth.file;

import org.jspecify.annotations.NullMarked;
