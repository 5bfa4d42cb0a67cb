/** Documents that must stay true. */
@NullMarked
package io.skein.tests.docs;

import org.jspecify.annotations.NullMarked;
