/**
 * Kafka topics as tables: the connector's factory and facets. What a table is comes from {@code table} and {@code registry}, how messages are read from
 * {@code scan} and {@code decode}, how they are written from {@code write} and {@code encode}.
 */
@NullMarked
package io.skein.connector.kafka;

import org.jspecify.annotations.NullMarked;
