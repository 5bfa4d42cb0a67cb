package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.OuterQuery;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.parse.Exclusion;
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
        items.add(new Item(name(column), column.getExpression(), null, Optional.empty()));
    }

    static Optional<String> name(SingleColumn column) {
        return column.getAlias().map(Identifier::getValue).or(() -> name(column.getExpression()));
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
        Exclusion star = Exclusion.of(all);
        if (star.target().isEmpty()) {
            if (!from) {
                throw Errors.at(
                        all, StandardErrorCode.COLUMN_NOT_FOUND, "SELECT * not allowed in queries without FROM clause");
            }
            fields(all, star, scope.visibleFields());
            return;
        }
        Node target = star.target().get();
        QualifiedName prefix = prefix(target);
        List<Field> fields = prefix == null ? List.of() : fields(prefix);
        if (!fields.isEmpty()) {
            fields(all, star, fields);
        } else {
            row(all, star, target, prefix);
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

    private void fields(AllColumns all, Exclusion star, List<Field> fields) {
        List<Item> found = fields.stream()
                .map(field -> new Item(field.name(), all, field.symbol().reference(), Optional.of(field)))
                .toList();
        add(all, star, found);
    }

    /** The star's columns without the excluded ones, under the names that it gives them. */
    private void add(AllColumns all, Exclusion star, List<Item> found) {
        List<Item> kept = new StarColumns(all, star).kept(found);
        requireAliases(star, kept.size());
        for (int i = 0; i < kept.size(); i++) {
            items.add(
                    star.aliases().isEmpty()
                            ? kept.get(i)
                            : kept.get(i).named(star.aliases().get(i).getCanonicalValue()));
        }
    }

    /** {@code value.*} of a row value gives its fields. */
    private void row(AllColumns all, Exclusion star, Node target, @Nullable QualifiedName prefix) {
        if (prefix != null
                && (prefix.getParts().size() == 1
                        || scope.resolve(prefix, target).isEmpty())) {
            throw Errors.at(all, StandardErrorCode.TABLE_NOT_FOUND, "Unable to resolve reference %s", prefix);
        }
        Expression value = context.analyze(target);
        if (!(value.type() instanceof Type.Row row)) {
            throw Errors.at(all, StandardErrorCode.TYPE_MISMATCH, "expected expression of type Row");
        }
        List<Item> found = new ArrayList<>();
        for (int i = 0; i < row.fields().size(); i++) {
            Optional<String> name = row.fields().get(i).name();
            found.add(new Item(name, all, new Expression.FieldAccess(value, i), Optional.empty()));
        }
        add(all, star, found);
    }

    private static void requireAliases(Exclusion star, int columns) {
        if (!star.aliases().isEmpty() && star.aliases().size() != columns) {
            throw Errors.at(
                    star.aliases().getFirst(),
                    StandardErrorCode.MISMATCHED_COLUMN_ALIASES,
                    "Column alias list has %s entries but relation has %s columns",
                    star.aliases().size(),
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

        boolean named(Identifier wanted) {
            return name.filter(wanted.getValue()::equalsIgnoreCase).isPresent();
        }

        Item named(String alias) {
            return new Item(Optional.of(alias), node, expanded, field);
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
