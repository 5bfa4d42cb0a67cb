/** The TPC-H data, generated while it is read: nothing is stored, any scale factor is there. */
@NullMarked
package io.skein.connector.tpch;

import org.jspecify.annotations.NullMarked;
