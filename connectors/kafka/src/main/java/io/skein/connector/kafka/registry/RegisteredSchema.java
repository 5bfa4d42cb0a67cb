package io.skein.connector.kafka.registry;

/**
 * A schema as it was registered.
 *
 * @param type AVRO, JSON or PROTOBUF
 */
record RegisteredSchema(String type, String text) {}
