package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.RecursiveReferenceNode;
import io.skein.coordinator.plan.RecursiveUnionNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** WITH RECURSIVE with its rounds counted. What the step reads is kept aside first, as inputs can be read only once. */
final class RecursionWriter {
    private static final String ROUND = "\"recursion round\"";

    private final PlanWriter writer;

    RecursionWriter(PlanWriter writer) {
        this.writer = writer;
    }

    SelectBlock write(RecursiveUnionNode union) {
        writer.keepRelations();
        String step = select(union.step(), union.stepInputs(), union.outputs());
        List<String> tables = new ArrayList<>();
        writer.keptRelations()
                .forEach(relation ->
                        tables.add(PlanWriter.kept(relation) + " AS MATERIALIZED (SELECT * FROM " + relation + ")"));
        String base = select(union.base(), union.baseInputs(), union.outputs());
        String name = Names.quoted(union.name());
        String round = "(SELECT max(" + ROUND + ") FROM " + name + ")";
        String limited = "CASE WHEN " + round + " >= " + union.maximumDepth()
                + " THEN error('SKEIN_ERROR[NOT_SUPPORTED]Recursion depth limit exceeded ("
                + union.maximumDepth()
                + "). Use ''max_recursion_depth'' session property to modify the limit.[/SKEIN_ERROR]') ELSE " + round
                + " + 1 END";
        tables.add(name + "(" + Names.list(union.outputs()) + (union.outputs().isEmpty() ? "" : ", ") + ROUND
                + ") AS (SELECT *, 0 FROM (" + base + ") UNION ALL SELECT *, " + limited + " FROM (" + step + "))");
        String text = "(WITH RECURSIVE " + String.join(", ", tables) + " SELECT " + Names.list(union.outputs())
                + " FROM " + name + ")";
        return SelectBlock.over(text, union.outputs());
    }

    SelectBlock reference(RecursiveReferenceNode reference) {
        String columns = reference.outputs().isEmpty() ? "" : "(" + Names.list(reference.outputs()) + ")";
        return SelectBlock.over(
                Names.quoted(reference.name()) + " AS " + writer.fresh("round") + columns, reference.outputs());
    }

    private String select(PlanNode source, List<Symbol> inputs, List<Symbol> outputs) {
        SelectBlock block = writer.write(source, Set.copyOf(inputs));
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            columns.add(block.column(inputs.get(i), outputs.get(i).name()));
        }
        return block.text(columns, List.of());
    }
}
