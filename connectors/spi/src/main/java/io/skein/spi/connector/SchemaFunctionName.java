package io.skein.spi.connector;

/** A function's name in its catalog, in lower case. Functions that differ in their parameters share it. */
public record SchemaFunctionName(String schema, String function) {
    @Override
    public String toString() {
        return schema + "." + function;
    }
}
