/** The catalog service as the coordinator sees it: metadata for one statement, splits, DDL and writes. Asked by {@code dispatch} and {@code schedule}. */
@NullMarked
package io.skein.coordinator.catalog;

import org.jspecify.annotations.NullMarked;
