/**
 * Row pattern recognition (SQL:2016, ISO/IEC 9075-2 R010 and R020): finds the matches of a pattern in the rows of one partition, in the order of preference
 * that the standard gives. The coordinator's kernel SQL brings the rows in and takes the measures out; the pattern and its conditions travel as a JSON text.
 */
@NullMarked
package io.skein.worker.kernel.match;

import org.jspecify.annotations.NullMarked;
