package io.skein.worker.summary;

import io.skein.spi.type.Type;

/**
 * Asks for a summary of a column's values.
 *
 * @param filter the dynamic filter that wants it
 * @param column of the task's output, by position
 */
public record KeyRequest(String filter, int column, Type type) {}
