/** Reading topics: which offsets a scan needs, cut into splits, and a page source that turns messages into Arrow batches. */
@NullMarked
package io.skein.connector.kafka.scan;

import org.jspecify.annotations.NullMarked;
