/** A schema registry with Confluent's interface: tables for its subjects, and the schemas that messages were written with. */
@NullMarked
package io.skein.connector.kafka.registry;

import org.jspecify.annotations.NullMarked;
