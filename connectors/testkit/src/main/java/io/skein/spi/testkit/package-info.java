/** The connector contract as tests: what every connector has to pass, and the means to read and write rows plainly. */
@NullMarked
package io.skein.spi.testkit;

import org.jspecify.annotations.NullMarked;
