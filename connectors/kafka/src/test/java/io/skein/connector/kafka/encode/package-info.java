@NullMarked
package io.skein.connector.kafka.encode;

import org.jspecify.annotations.NullMarked;
