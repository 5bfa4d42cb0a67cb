package io.skein.coordinator.analyze;

import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Symbols;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.parse.StatementParser;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementDescription;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * From a statement's text to what is to be done. The one door of this package; thread-safe.
 *
 * <p>Errors are {@link SkeinException}s with Trino's names. Their messages are Trino's without the {@code line L:C: } in front: the doors put it there when
 * the error has a location, so that it is written once.
 */
public final class StatementPlanner {
    private final CatalogMetadata metadata;
    private final FunctionRegistry functions;
    private final StatementParser parser;

    public StatementPlanner(CatalogMetadata metadata, FunctionRegistry functions) {
        this(metadata, functions, new StatementParser());
    }

    /**
     * @param parser remembers what it has read; planners of several sessions may share it
     */
    public StatementPlanner(CatalogMetadata metadata, FunctionRegistry functions, StatementParser parser) {
        this.metadata = metadata;
        this.functions = functions;
        this.parser = parser;
    }

    /** Parses, analyses and plans the statement. */
    public StatementPlan plan(String sql, SessionView session) {
        return planned(sql, session, Statements::plan);
    }

    /** The same for a statement whose {@code ?} have no values yet. */
    public StatementDescription describe(String sql, SessionView session) {
        return planned(sql, session, Statements::describe);
    }

    /** The session as the statement sees it: with the properties of its own WITH SESSION. */
    public SessionView session(String sql, SessionView session) {
        return planned(sql, session, Statements::session);
    }

    private <T> T planned(String sql, SessionView session, BiFunction<Statements, Statement, T> planning) {
        try {
            Statement statement = parser.parse(sql);
            return planning.apply(new Statements(metadata, functions, parser, session), statement);
        } catch (StackOverflowError overflow) {
            throw new SkeinException(
                    StandardErrorCode.STACK_OVERFLOW,
                    "statement is too large (stack overflow during analysis)",
                    overflow);
        }
    }

    /** The root of a query whose rows are the client's answer: each column has a symbol of its own. */
    public static OutputNode output(RelationPlan relation, Symbols symbols) {
        List<Field> fields = relation.scope().visibleFields();
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        for (Field field : fields) {
            Symbol symbol = assignments.containsKey(field.symbol())
                    ? symbols.create(field.symbol().name(), field.type())
                    : field.symbol();
            assignments.put(symbol, field.symbol().reference());
        }
        List<Symbol> outputs = List.copyOf(assignments.keySet());
        PlanNode root = outputs.equals(relation.root().outputs())
                ? relation.root()
                : new ProjectNode(relation.root(), assignments);
        return new OutputNode(root, columnNames(fields), outputs);
    }

    public static List<String> columnNames(List<Field> fields) {
        return java.util.stream.IntStream.range(0, fields.size())
                .mapToObj(i -> fields.get(i).name().orElse("_col" + i))
                .toList();
    }
}
