/** What a real Trino answers, asked over the REST door of a running Skein. */
@NullMarked
package io.skein.tests.conformance;

import org.jspecify.annotations.NullMarked;
