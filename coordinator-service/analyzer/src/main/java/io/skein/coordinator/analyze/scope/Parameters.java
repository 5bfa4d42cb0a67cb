package io.skein.coordinator.analyze.scope;

import io.skein.spi.type.Type;
import io.trino.sql.tree.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the {@code ?} of a statement stand for; without values, the types that their places ask for are noted. */
public final class Parameters {
    private final List<Expression> values;
    private final boolean described;
    private final Map<Integer, Type> types = new TreeMap<>();

    private Parameters(List<Expression> values, boolean described) {
        this.values = List.copyOf(values);
        this.described = described;
    }

    public static Parameters given(List<Expression> values) {
        return new Parameters(values, false);
    }

    /** Parameters that nothing is known of yet. */
    public static Parameters unknown() {
        return new Parameters(List.of(), true);
    }

    public Optional<Expression> value(int position) {
        return position < values.size() ? Optional.of(values.get(position)) : Optional.empty();
    }

    int count() {
        return values.size();
    }

    boolean described() {
        return described;
    }

    public void expect(int position, Type type) {
        types.putIfAbsent(position, type);
    }

    public Type typeOf(int position) {
        return types.getOrDefault(position, Type.Simple.UNKNOWN);
    }
}
