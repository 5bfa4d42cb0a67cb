/** What must not be left behind when queries are cancelled, clients vanish and processes die. */
@NullMarked
package io.skein.tests.faults;

import org.jspecify.annotations.NullMarked;
