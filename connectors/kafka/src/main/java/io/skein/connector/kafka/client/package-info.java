/** Kafka's own clients as this connector uses them: made with the catalog's settings, waited for within limits, their failures in our words. */
@NullMarked
package io.skein.connector.kafka.client;

import org.jspecify.annotations.NullMarked;
