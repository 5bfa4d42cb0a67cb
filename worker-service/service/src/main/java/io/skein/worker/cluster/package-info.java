/** The worker as a member of the cluster: its parts put together, its configuration, its heartbeats, its way out. */
@NullMarked
package io.skein.worker.cluster;

import org.jspecify.annotations.NullMarked;
