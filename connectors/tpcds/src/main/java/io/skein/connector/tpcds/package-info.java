/** The TPC-DS data, generated while it is read: nothing is stored, any scale factor is there. */
@NullMarked
package io.skein.connector.tpcds;

import org.jspecify.annotations.NullMarked;
