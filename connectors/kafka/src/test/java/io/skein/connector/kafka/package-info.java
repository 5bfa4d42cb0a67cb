@NullMarked
package io.skein.connector.kafka;

import org.jspecify.annotations.NullMarked;
