@NullMarked
package io.skein.connector.kafka.scan;

import org.jspecify.annotations.NullMarked;
