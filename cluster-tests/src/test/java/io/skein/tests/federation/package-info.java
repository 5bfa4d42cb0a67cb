/** Other databases as catalogs: what is read from them and written into them, on one server and on two workers, and what is said when they fail. */
@NullMarked
package io.skein.tests.federation;

import org.jspecify.annotations.NullMarked;
