package io.skein.spi.connector;

import io.skein.spi.type.Type;
import java.util.OptionalInt;

/**
 * A column that a scan reads.
 *
 * @param fieldId the id by which data files know the column (Iceberg), empty where files or sources go by name
 */
public record ColumnHandle(String name, Type type, OptionalInt fieldId) {}
