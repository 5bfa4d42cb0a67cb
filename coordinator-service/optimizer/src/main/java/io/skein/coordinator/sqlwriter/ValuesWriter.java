package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ValuesNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows given in the statement: one row needs no FROM, rows without columns are counted off. */
final class ValuesWriter {
    private final PlanWriter writer;

    ValuesWriter(PlanWriter writer) {
        this.writer = writer;
    }

    SelectBlock write(ValuesNode values) {
        List<Symbol> outputs = values.outputs();
        if (values.rows().size() == 1) {
            SelectBlock block = SelectBlock.over("", List.of());
            Map<Symbol, Item> items = new LinkedHashMap<>();
            for (int i = 0; i < outputs.size(); i++) {
                items.put(outputs.get(i), writer.item(values.rows().getFirst().get(i), block));
            }
            block.project(items);
            return block;
        }
        if (values.rows().isEmpty()) {
            SelectBlock block = SelectBlock.over("", List.of());
            Map<Symbol, Item> items = new LinkedHashMap<>();
            outputs.forEach(symbol ->
                    items.put(symbol, writer.item(new Expression.Constant(null, symbol.type()), block)));
            block.project(items);
            block.filter("false");
            return block;
        }
        if (outputs.isEmpty()) {
            return SelectBlock.over("range(" + values.rows().size() + ")", List.of());
        }
        SelectBlock outside = SelectBlock.over("", List.of());
        List<String> rows = new ArrayList<>();
        for (List<Expression> row : values.rows()) {
            rows.add("("
                    + String.join(
                            ", ",
                            row.stream()
                                    .map(value -> writer.text(value, outside))
                                    .toList()) + ")");
        }
        String relation =
                "(VALUES " + String.join(", ", rows) + ") AS " + writer.fresh("rows") + "(" + Names.list(outputs) + ")";
        return SelectBlock.over(relation, outputs);
    }
}
