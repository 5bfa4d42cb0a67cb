package io.skein.spi.id;

/** A process of the cluster. */
public record NodeId(String value) {
    public NodeId {
        if (value.isEmpty() || !value.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("Not an id: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
