package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import java.util.List;

/** One unnested value: an array gives its element (a row's fields), a map key and value. */
public record UnnestMapping(Expression input, List<Symbol> outputs) {
    public UnnestMapping {
        outputs = List.copyOf(outputs);
    }
}
