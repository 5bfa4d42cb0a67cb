/** Iceberg tables in S3 and in catalogs of others: real servers, and what goes wrong with them. */
@NullMarked
package io.skein.tests.storage;

import org.jspecify.annotations.NullMarked;
