/** INSERT: rows as messages, a transaction for each sink. */
@NullMarked
package io.skein.connector.kafka.write;

import org.jspecify.annotations.NullMarked;
