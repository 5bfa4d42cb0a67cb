@NullMarked
package io.skein.connector.kafka.registry;

import org.jspecify.annotations.NullMarked;
