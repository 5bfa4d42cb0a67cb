/**
 * Bytes of keys and messages as values of columns, in the Java forms that {@link io.skein.connector.kafka.value.ValueWriter} takes. What cannot be decoded
 * is a {@link io.skein.connector.kafka.decode.CorruptMessageException}, never a failure of the query.
 */
@NullMarked
package io.skein.connector.kafka.decode;

import org.jspecify.annotations.NullMarked;
