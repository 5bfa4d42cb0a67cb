package io.skein.spi.connector;

import java.util.Arrays;
import java.util.Objects;

/**
 * A table as the connector resolved it.
 *
 * @param data the connector's own encoding of what it must remember (a snapshot id, pushed-down work); opaque to all others
 */
public record TableHandle(SchemaTableName name, byte[] data) {
    @Override
    public boolean equals(Object other) {
        return other instanceof TableHandle that && name.equals(that.name) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, Arrays.hashCode(data));
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
