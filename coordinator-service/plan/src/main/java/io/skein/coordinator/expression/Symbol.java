package io.skein.coordinator.expression;

import io.skein.spi.type.Type;

/** A column of a plan node's output; the name is unique in the whole plan and is also the column's name in the kernel SQL. */
public record Symbol(String name, Type type) {
    public Expression.Reference reference() {
        return new Expression.Reference(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
