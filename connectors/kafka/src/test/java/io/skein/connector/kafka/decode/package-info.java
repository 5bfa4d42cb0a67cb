@NullMarked
package io.skein.connector.kafka.decode;

import org.jspecify.annotations.NullMarked;
