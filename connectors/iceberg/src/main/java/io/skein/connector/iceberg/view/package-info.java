/** Views and materialized views, kept as Iceberg views: their text is the representation of the dialect {@code trino}, what Iceberg has no place for are properties. */
@NullMarked
package io.skein.connector.iceberg.view;

import org.jspecify.annotations.NullMarked;
