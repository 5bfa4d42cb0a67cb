package io.skein.coordinator.analyze.routine;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.ExpressionAnalyzer;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.Expression.When;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.function.Once;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.AssignmentStatement;
import io.trino.sql.tree.CaseStatement;
import io.trino.sql.tree.CaseStatementWhenClause;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.CompoundStatement;
import io.trino.sql.tree.ControlStatement;
import io.trino.sql.tree.ElseClause;
import io.trino.sql.tree.ElseIfClause;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfStatement;
import io.trino.sql.tree.IterateStatement;
import io.trino.sql.tree.LeaveStatement;
import io.trino.sql.tree.LoopStatement;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.RepeatStatement;
import io.trino.sql.tree.ReturnStatement;
import io.trino.sql.tree.VariableDeclaration;
import io.trino.sql.tree.WhileStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns a routine's statements into one expression: an assignment binds a new value for what follows, a branch becomes a CASE whose results are what
 * follows it. With loops among them, the expression is a machine of blocks.
 */
final class RoutineBody {
    /** What follows a branch stands in each of its results; this many branches that follow each other may double it. */
    private static final int MOST_STATEMENTS = 2_000;

    private final Routine routine;
    private final ExpressionAnalyzer expressions;
    private final Optional<RoutineLoops> machine;
    private final Map<String, Label> labels = new HashMap<>();
    private int statements;

    /** The blocks where a loop begins anew and what follows it. */
    private record Label(int begin, int after) {}

    RoutineBody(Routine routine) {
        this.routine = routine;
        this.expressions = new ExpressionAnalyzer(new ExpressionContext(
                routine.context(), QueryEnvironment.top().with(routine.visible()), new Scope(List.of(), null), null));
        this.machine = RoutineLoops.in(routine.statement()) ? Optional.of(new RoutineLoops(routine)) : Optional.empty();
    }

    /** What follows, given the values of all variables. */
    private interface Rest extends Function<Map<String, Expression>, Expression> {}

    Expression run(ControlStatement statement, Map<String, Expression> values) {
        if (!returns(statement)) {
            throw Errors.at(statement, StandardErrorCode.MISSING_RETURN, "Function must end in a RETURN statement");
        }
        Rest unreachable = _ -> {
            throw new IllegalStateException("A routine ends with RETURN");
        };
        Expression ran = run(statement, values, unreachable);
        Expression body = routine.nulls(values)
                .<Expression>map(anyNull -> choice(anyNull, finished(new Constant(null, routine.result())), ran))
                .orElse(ran);
        return machine.map(loops -> loops.run(body)).orElse(body);
    }

    private Expression finished(Expression value) {
        return machine.map(loops -> loops.done(value)).orElse(value);
    }

    private static boolean returns(ControlStatement statement) {
        return statement instanceof ReturnStatement
                || statement instanceof CompoundStatement compound
                        && !compound.getStatements().isEmpty()
                        && returns(compound.getStatements().getLast());
    }

    private Expression run(List<ControlStatement> block, Map<String, Expression> values, Rest rest) {
        if (block.isEmpty()) {
            return rest.apply(values);
        }
        return run(block.getFirst(), values, after -> run(block.subList(1, block.size()), after, rest));
    }

    private Expression run(ControlStatement statement, Map<String, Expression> values, Rest rest) {
        if (++statements > MOST_STATEMENTS) {
            throw Errors.notSupported(statement, "SQL routine has too many branches that follow each other");
        }
        return switch (statement) {
            case ReturnStatement returned -> {
                Expression value = value(
                        returned.getValue(),
                        routine.result(),
                        values,
                        "Value of RETURN must evaluate to %s (actual: %s)");
                yield finished(value);
            }
            case CompoundStatement compound -> compound(compound, values, rest);
            case AssignmentStatement assignment -> assign(assignment, values, rest);
            case IfStatement branches ->
                branches(conditions(branches, values), otherwise(branches.getElseClause()), values, rest);
            case CaseStatement branches ->
                branches(conditions(branches, values), otherwise(branches.getElseClause()), values, rest);
            case LoopStatement loop ->
                loop(loop.getLabel(), values, rest, (inside, label) -> run(loop.getStatements(), inside, again(label)));
            case WhileStatement loop ->
                loop(
                        loop.getLabel(),
                        values,
                        rest,
                        (inside, label) -> choice(
                                condition(loop.getExpression(), inside),
                                run(loop.getStatements(), inside, again(label)),
                                go(label.after(), inside)));
            case RepeatStatement loop ->
                loop(
                        loop.getLabel(),
                        values,
                        rest,
                        (inside, label) -> run(
                                loop.getStatements(),
                                inside,
                                end -> choice(
                                        condition(loop.getCondition(), end),
                                        go(label.after(), end),
                                        go(label.begin(), end))));
            case IterateStatement iterate -> go(label(iterate.getLabel()).begin(), values);
            case LeaveStatement leave -> go(label(leave.getLabel()).after(), values);
            default -> throw Errors.notSupported(statement, "Statement not supported in SQL routines");
        };
    }

    /** A loop's block, given the variables that it finds and its places. */
    private interface LoopBlock {
        Expression of(Map<String, Expression> values, Label label);
    }

    private Expression loop(Optional<Identifier> name, Map<String, Expression> values, Rest rest, LoopBlock block) {
        RoutineLoops loops = machine.orElseThrow();
        Label label = new Label(loops.reserve(), loops.reserve());
        Optional<String> key = name.map(each -> each.getValue().toLowerCase(Locale.ENGLISH));
        if (key.isPresent() && labels.putIfAbsent(key.get(), label) != null) {
            throw Errors.at(
                    name.get(),
                    StandardErrorCode.ALREADY_EXISTS,
                    "Label already declared in this scope: %s",
                    name.get().getValue());
        }
        loops.define(label.begin(), block.of(loops.read(values), label));
        key.ifPresent(labels::remove);
        loops.define(label.after(), rest.apply(loops.read(values)));
        return loops.go(label.begin(), values);
    }

    private Label label(Identifier name) {
        Label label = labels.get(name.getValue().toLowerCase(Locale.ENGLISH));
        if (label == null) {
            throw Errors.at(name, StandardErrorCode.NOT_FOUND, "Label not defined: %s", name.getValue());
        }
        return label;
    }

    private Rest again(Label label) {
        return values -> go(label.begin(), values);
    }

    private Expression go(int block, Map<String, Expression> values) {
        return machine.orElseThrow().go(block, values);
    }

    private Expression choice(Expression condition, Expression yes, Expression no) {
        return new Expression.Case(List.of(new When(condition, yes)), Optional.of(no), yes.type());
    }

    private Expression compound(CompoundStatement compound, Map<String, Expression> values, Rest rest) {
        List<String> names = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        for (VariableDeclaration declaration : compound.getVariableDeclarations()) {
            Type type = Routine.type(declaration.getType(), declaration);
            Expression value = declaration
                    .getDefaultValue()
                    .map(node -> value(node, type, values, "Value of DEFAULT must evaluate to %s (actual: %s)"))
                    .orElse(new Constant(null, type));
            for (Identifier name : declaration.getNames()) {
                String variable = name.getValue().toLowerCase(Locale.ENGLISH);
                if (names.contains(variable) || values.containsKey(variable)) {
                    throw Errors.at(
                            name,
                            StandardErrorCode.ALREADY_EXISTS,
                            "Variable already declared in this scope: %s",
                            name.getValue());
                }
                names.add(variable);
                defaults.add(value);
            }
        }
        return bind(
                values,
                names,
                defaults,
                declared -> run(compound.getStatements(), declared, after -> {
                    Map<String, Expression> outside = new HashMap<>(after);
                    names.forEach(outside::remove);
                    return rest.apply(outside);
                }));
    }

    private Expression assign(AssignmentStatement assignment, Map<String, Expression> values, Rest rest) {
        String name = assignment.getTarget().getValue().toLowerCase(Locale.ENGLISH);
        Expression before = values.get(name);
        if (before == null) {
            throw Errors.at(
                    assignment.getTarget(),
                    StandardErrorCode.NOT_FOUND,
                    "Variable cannot be resolved: %s",
                    assignment.getTarget().getValue());
        }
        Expression value =
                value(assignment.getValue(), before.type(), values, "Value of SET must evaluate to %s (actual: %s)");
        return bind(values, List.of(name), List.of(value), rest);
    }

    /** Gives names to values, each evaluated once, for what follows. */
    Expression bind(
            Map<String, Expression> values,
            List<String> names,
            List<Expression> given,
            Function<Map<String, Expression>, Expression> rest) {
        if (names.isEmpty()) {
            return rest.apply(values);
        }
        List<String> others = names.subList(1, names.size());
        List<Expression> left = given.subList(1, given.size());
        Expression value = given.getFirst();
        boolean simple = value instanceof Constant
                || value instanceof Expression.Reference
                || value instanceof Expression.Variable;
        if (simple) {
            return bind(with(values, names.getFirst(), value), others, left, rest);
        }
        String unique = routine.context().symbols().name(names.getFirst());
        return Once.of(value, unique, variable -> bind(with(values, names.getFirst(), variable), others, left, rest));
    }

    private static Map<String, Expression> with(Map<String, Expression> values, String name, Expression value) {
        Map<String, Expression> more = new HashMap<>(values);
        more.put(name, value);
        return Map.copyOf(more);
    }

    private record Branch(Expression condition, List<ControlStatement> statements) {}

    private List<Branch> conditions(IfStatement statement, Map<String, Expression> values) {
        List<Branch> branches = new ArrayList<>();
        branches.add(new Branch(condition(statement.getExpression(), values), statement.getStatements()));
        for (ElseIfClause other : statement.getElseIfClauses()) {
            branches.add(new Branch(condition(other.getExpression(), values), other.getStatements()));
        }
        return branches;
    }

    private List<Branch> conditions(CaseStatement statement, Map<String, Expression> values) {
        List<Branch> branches = new ArrayList<>();
        for (CaseStatementWhenClause when : statement.getWhenClauses()) {
            Node condition = statement
                    .getExpression()
                    .<Node>map(operand -> new ComparisonExpression(
                            ComparisonExpression.Operator.EQUAL, operand, when.getExpression()))
                    .orElse(when.getExpression());
            branches.add(new Branch(condition(condition, values), when.getStatements()));
        }
        return branches;
    }

    private static List<ControlStatement> otherwise(Optional<ElseClause> clause) {
        return clause.map(ElseClause::getStatements).orElse(List.of());
    }

    private Expression branches(
            List<Branch> branches, List<ControlStatement> otherwise, Map<String, Expression> values, Rest rest) {
        if (machine.isPresent()) {
            RoutineLoops loops = machine.get();
            int after = loops.reserve();
            loops.define(after, rest.apply(loops.read(values)));
            return results(branches, otherwise, values, end -> loops.go(after, end), loops.type());
        }
        return results(branches, otherwise, values, rest, routine.result());
    }

    private Expression results(
            List<Branch> branches,
            List<ControlStatement> otherwise,
            Map<String, Expression> values,
            Rest rest,
            Type type) {
        List<When> results = new ArrayList<>();
        for (Branch branch : branches) {
            results.add(new When(branch.condition(), run(branch.statements(), values, rest)));
        }
        return new Expression.Case(results, Optional.of(run(otherwise, values, rest)), type);
    }

    private Expression condition(Node node, Map<String, Expression> values) {
        return value(node, Type.Simple.BOOLEAN, values, "Condition must evaluate to %s (actual: %s)");
    }

    private Expression value(Node node, Type type, Map<String, Expression> values, String message) {
        Expression value = expressions.within(values).analyze(node);
        if (!Coercions.canCoerce(value.type(), type)) {
            throw Errors.at(node, StandardErrorCode.TYPE_MISMATCH, message, type, value.type());
        }
        return Conversions.coerce(value, type);
    }
}
