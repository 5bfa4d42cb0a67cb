package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.expression.Expression;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Column names, lambda parameters and fields of rows. */
public final class Names {
    private final ExpressionAnalyzer expressions;

    public Names(ExpressionAnalyzer expressions) {
        this.expressions = expressions;
    }

    public Expression column(Identifier name) {
        Expression variable = expressions.variables().get(name.getValue().toLowerCase(Locale.ENGLISH));
        if (variable != null) {
            return variable;
        }
        Optional<Expression> aliased = expressions.context().aliased(name.getValue());
        if (aliased != null) {
            return aliased.orElseThrow(() ->
                    Errors.at(name, StandardErrorCode.AMBIGUOUS_NAME, "Column '%s' is ambiguous", name.getValue()));
        }
        QualifiedName qualified = QualifiedName.of(List.of(name));
        return resolve(qualified, name).orElseThrow(() -> unresolved(name, qualified));
    }

    public Expression dereference(DereferenceExpression dereference) {
        QualifiedName name = DereferenceExpression.getQualifiedName(dereference);
        if (name != null && !startsWithVariable(name)) {
            Optional<Expression> column = resolve(name, dereference);
            if (column.isPresent()) {
                return column.get();
            }
        }
        Identifier wanted = dereference
                .getField()
                .orElseThrow(() -> Errors.notSupported(dereference, "Expression not supported: " + dereference));
        Expression base = base(dereference, name);
        if (!(base.type() instanceof Type.Row row)) {
            throw Errors.at(
                    dereference.getBase(),
                    StandardErrorCode.TYPE_MISMATCH,
                    "Expression %s is not of type ROW",
                    dereference.getBase());
        }
        int[] matches = IntStream.range(0, row.fields().size())
                .filter(i -> row.fields()
                        .get(i)
                        .name()
                        .filter(wanted.getValue()::equalsIgnoreCase)
                        .isPresent())
                .toArray();
        if (matches.length > 1) {
            throw Errors.at(
                    wanted, StandardErrorCode.AMBIGUOUS_NAME, "Ambiguous row field reference: %s", wanted.getValue());
        }
        if (matches.length == 0) {
            throw Errors.at(
                    dereference,
                    StandardErrorCode.INVALID_COLUMN_REFERENCE,
                    "Column reference '%s' is invalid",
                    name == null ? wanted : name);
        }
        return new Expression.FieldAccess(base, matches[0]);
    }

    private Expression base(DereferenceExpression dereference, @org.jspecify.annotations.Nullable QualifiedName name) {
        try {
            return expressions.analyze(dereference.getBase());
        } catch (SkeinException failure) {
            boolean unknownName = failure.code().equals(StandardErrorCode.COLUMN_NOT_FOUND.code());
            throw unknownName && name != null ? unresolved(dereference, name) : failure;
        }
    }

    private boolean startsWithVariable(QualifiedName name) {
        return expressions.variables().containsKey(name.getParts().getFirst());
    }

    private Optional<Expression> resolve(QualifiedName name, Node node) {
        return expressions
                .context()
                .scope()
                .resolve(name, node)
                .map(field -> field.symbol().reference());
    }

    private static SkeinException unresolved(Node node, QualifiedName name) {
        return Errors.at(node, StandardErrorCode.COLUMN_NOT_FOUND, "Column '%s' cannot be resolved", name);
    }
}
