/**
 * The REST door: Trino's client protocol. {@code StatementResource} takes statements and hands out pages, {@code RequestSession} reads the
 * {@code X-Trino-*} headers, {@code StatementResults} pages one query's rows, {@code PageWriter} and its companions write the JSON. Next on the path:
 * {@link io.skein.coordinator.dispatch}.
 */
@NullMarked
package io.skein.coordinator.protocol.trino;

import org.jspecify.annotations.NullMarked;
