package io.skein.coordinator.sqlwriter;

import static io.skein.coordinator.sqlwriter.PlanWriter.union;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.AggregateSite.Treatment;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.plan.Frame;
import io.skein.coordinator.plan.WindowCall;
import io.skein.coordinator.plan.WindowNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.sqlwriter.SelectBlock.Phase;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Window calls; windows over the same rows share a block. */
final class WindowWriter {
    private final PlanWriter writer;

    WindowWriter(PlanWriter writer) {
        this.writer = writer;
    }

    SelectBlock write(WindowNode window, Set<Symbol> required) {
        Set<Symbol> read = PlanTree.reads(window);
        SelectBlock block = writer.write(window.source(), union(required, read));
        boolean shared = (block.phase() == Phase.ROWS || block.phase() == Phase.WINDOWED)
                && !block.ordered()
                && block.plain(read);
        if (!shared) {
            block = block.closed(union(required, read));
        }
        Map<Symbol, Item> calls = new LinkedHashMap<>();
        for (Map.Entry<Symbol, WindowCall> entry : window.functions().entrySet()) {
            if (required.contains(entry.getKey())) {
                calls.put(entry.getKey(), new Item(call(window, entry.getValue(), block), Item.Kind.WINDOW));
            }
        }
        if (!calls.isEmpty()) {
            block.window(calls);
        }
        return block;
    }

    private String call(WindowNode window, WindowCall call, SelectBlock block) {
        Treatment treatment =
                call.distinct() ? Treatment.DISTINCT : call.ignoreNulls() ? Treatment.IGNORE_NULLS : Treatment.PLAIN;
        AggregateSite site = new AggregateSite(
                call.function(),
                call.arguments(),
                call.arguments().stream()
                        .map(argument -> writer.text(argument, block))
                        .toList(),
                treatment,
                call.filter().map(filter -> writer.text(filter, block)),
                Optional.empty(),
                Optional.of(over(window, call.frame(), block)));
        return FunctionRegistry.standard().aggregate(call.function()).render(site);
    }

    private String over(WindowNode window, Frame frame, SelectBlock block) {
        List<String> parts = new ArrayList<>();
        if (!window.partitionBy().isEmpty()) {
            parts.add("PARTITION BY "
                    + window.partitionBy().stream()
                            .map(key -> Names.key(key.type(), block.operand(key)))
                            .collect(Collectors.joining(", ")));
        }
        if (!window.ordering().isEmpty()) {
            parts.add("ORDER BY "
                    + writer.orderTerms(window.ordering(), block).stream()
                            .map(term -> term.text() + term.suffix())
                            .collect(Collectors.joining(", ")));
        }
        if (!frame.equals(Frame.DEFAULT)) {
            parts.add(frame.unit() + " BETWEEN " + bound(frame.start(), block) + " AND " + bound(frame.end(), block));
        }
        return "(" + String.join(" ", parts) + ")";
    }

    private String bound(Frame.Bound bound, SelectBlock block) {
        String offset = bound.offset()
                .map(expression -> offset(expression, block) + " ")
                .orElse("");
        return offset + bound.kind().name().replace('_', ' ');
    }

    /** Intervals are added to the sort key as the kernel's own; an offset that is not seen to be right is checked. */
    private String offset(Expression expression, SelectBlock block) {
        String text = writer.text(expression, block);
        if (!(expression instanceof Expression.Constant)) {
            String wrong = KernelText.raise(
                    StandardErrorCode.INVALID_WINDOW_FRAME,
                    KernelText.string("Window frame offset value must not be negative or null"),
                    expression.type());
            text = "(CASE WHEN " + text + " >= 0 THEN " + text + " ELSE " + wrong + " END)";
        }
        return switch (expression.type()) {
            case Type.Simple type when type == Type.Simple.INTERVAL_DAY_SECOND -> "to_milliseconds(" + text + ")";
            case Type.Simple type when type == Type.Simple.INTERVAL_YEAR_MONTH -> "to_months(" + text + ")";
            default -> text;
        };
    }
}
