/** Every type on its way from literal to both doors and through tables. */
@NullMarked
package io.skein.tests.types;

import org.jspecify.annotations.NullMarked;
