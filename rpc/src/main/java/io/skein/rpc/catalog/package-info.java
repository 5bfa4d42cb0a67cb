/** Wire forms of the catalog values: spi records to proto messages and back, one codec for each family. Types travel as Trino's text. */
@NullMarked
package io.skein.rpc.catalog;

import org.jspecify.annotations.NullMarked;
