/** The properties of a session, by the names, types and bounds that Trino gives them. */
@NullMarked
package io.skein.coordinator.analyze.session;

import org.jspecify.annotations.NullMarked;
