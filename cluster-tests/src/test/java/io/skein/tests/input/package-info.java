/** Bad input: each a clear error at once, and nothing left behind. */
@NullMarked
package io.skein.tests.input;

import org.jspecify.annotations.NullMarked;
