package io.skein.coordinator.analyze;

import io.skein.coordinator.expression.Expression;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Select;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The output columns of a SELECT with its stars written out. */
final class SelectList {
    private final Scope scope;
    private final ExpressionContext context;
    private final boolean from;
    private final List<Item> items = new ArrayList<>();

    private SelectList(ExpressionContext context, boolean from) {
        this.scope = context.scope();
        this.context = context;
        this.from = from;
    }

    static List<Item> of(Select select, ExpressionContext context, boolean from) {
        SelectList list = new SelectList(context, from);
        for (SelectItem item : select.getSelectItems()) {
            switch (item) {
                case SingleColumn column -> list.column(column);
                case AllColumns all -> list.all(all);
                default -> throw Errors.notSupported(item, "Select item not supported: " + item);
            }
        }
        return List.copyOf(list.items);
    }

    private void column(SingleColumn column) {
        Node expression = column.getExpression();
        Optional<String> name = column.getAlias().map(Identifier::getValue).or(() -> name(expression));
        items.add(new Item(name, expression, null, Optional.empty()));
    }

    private static Optional<String> name(Node expression) {
        return switch (expression) {
            case Identifier identifier -> Optional.of(identifier.getValue());
            case DereferenceExpression dereference
            when DereferenceExpression.getQualifiedName(dereference) != null ->
                dereference.getField().map(Identifier::getValue);
            default -> Optional.empty();
        };
    }

    private void all(AllColumns all) {
        if (all.getTarget().isEmpty()) {
            if (!from) {
                throw Errors.at(
                        all, StandardErrorCode.COLUMN_NOT_FOUND, "SELECT * not allowed in queries without FROM clause");
            }
            fields(all, scope.visibleFields());
            return;
        }
        Node target = all.getTarget().get();
        QualifiedName prefix = prefix(target);
        List<Field> fields = prefix == null ? List.of() : fields(prefix);
        if (!fields.isEmpty()) {
            fields(all, fields);
        } else {
            row(all, target, prefix);
        }
    }

    private static @Nullable QualifiedName prefix(Node target) {
        return switch (target) {
            case Identifier identifier -> QualifiedName.of(List.of(identifier));
            case DereferenceExpression dereference -> DereferenceExpression.getQualifiedName(dereference);
            default -> null;
        };
    }

    private List<Field> fields(QualifiedName prefix) {
        List<Field> local = scope.visibleFields().stream()
                .filter(field -> field.belongsTo(prefix))
                .toList();
        OuterQuery outer = scope.outer();
        if (!local.isEmpty() || outer == null) {
            return local;
        }
        List<Field> around = outer.scope().visibleFields().stream()
                .filter(field -> field.belongsTo(prefix))
                .toList();
        around.forEach(field -> outer.read(field.symbol()));
        return around;
    }

    private void fields(AllColumns all, List<Field> fields) {
        requireAliases(all, fields.size());
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            Optional<String> name = alias(all, i).or(field::name);
            items.add(new Item(name, all, field.symbol().reference(), Optional.of(field)));
        }
    }

    /** {@code value.*} of a row value gives its fields. */
    private void row(AllColumns all, Node target, @Nullable QualifiedName prefix) {
        if (prefix != null
                && (prefix.getParts().size() == 1
                        || scope.resolve(prefix, target).isEmpty())) {
            throw Errors.at(all, StandardErrorCode.TABLE_NOT_FOUND, "Unable to resolve reference %s", prefix);
        }
        Expression value = context.analyze(target);
        if (!(value.type() instanceof Type.Row row)) {
            throw Errors.at(all, StandardErrorCode.TYPE_MISMATCH, "expected expression of type Row");
        }
        requireAliases(all, row.fields().size());
        for (int i = 0; i < row.fields().size(); i++) {
            Optional<String> name = alias(all, i).or(fieldName(row, i));
            items.add(new Item(name, all, new Expression.FieldAccess(value, i), Optional.empty()));
        }
    }

    private static java.util.function.Supplier<Optional<String>> fieldName(Type.Row row, int i) {
        return () -> row.fields().get(i).name();
    }

    private static Optional<String> alias(AllColumns all, int i) {
        return all.getAliases().isEmpty()
                ? Optional.empty()
                : Optional.of(all.getAliases().get(i).getCanonicalValue());
    }

    private static void requireAliases(AllColumns all, int columns) {
        if (!all.getAliases().isEmpty() && all.getAliases().size() != columns) {
            throw Errors.at(
                    all.getAliases().getFirst(),
                    StandardErrorCode.MISMATCHED_COLUMN_ALIASES,
                    "Column alias list has %s entries but relation has %s columns",
                    all.getAliases().size(),
                    columns);
        }
    }

    /**
     * One output column.
     *
     * @param node the expression as written, or the star
     * @param expanded what a star gives here
     */
    record Item(Optional<String> name, Node node, @Nullable Expression expanded, Optional<Field> field) {
        boolean written() {
            return expanded == null;
        }

        Expression analyze(ExpressionContext context) {
            if (expanded == null) {

                return context.analyze(node);
            }
            Optional<Field> hidden = field.filter(column -> context.grouped()
                    .filter(columns -> columns.hides(column.symbol()))
                    .isPresent());
            if (hidden.isPresent()) {
                throw new SkeinException(
                        StandardErrorCode.EXPRESSION_NOT_AGGREGATE,
                        "Column '%s' not in GROUP BY clause"
                                .formatted(hidden.get()
                                                .relation()
                                                .map(relation -> relation + ".")
                                                .orElse("")
                                        + hidden.get().name().orElse("")));
            }
            return context.grouped()
                    .map(columns -> columns.above(expanded, node))
                    .orElse(expanded);
        }
    }
}
