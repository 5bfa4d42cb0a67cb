package io.skein.coordinator.expression;

import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scalar expression over symbols. Subqueries never appear here: the analyser plans them into {@code Apply} and {@code Lateral} nodes and leaves a
 * {@link Reference} to their result.
 */
public sealed interface Expression {
    Type type();

    /**
     * A literal. Java forms: Boolean; Long for the integer types; Double for double and Float for real; BigDecimal for decimal; String for
     * varchar, char (unpadded), json, uuid and ipaddress; byte[] for varbinary; LocalDate, LocalTime, OffsetTime, LocalDateTime, ZonedDateTime for the
     * temporal types; Long months and Long milliseconds for the two intervals; null for NULL. Structured values are calls.
     */
    record Constant(@Nullable Object value, Type type) implements Expression {
        public static final Constant TRUE = new Constant(true, Type.Simple.BOOLEAN);
        public static final Constant FALSE = new Constant(false, Type.Simple.BOOLEAN);
    }

    /** A column of the source node. */
    record Reference(Symbol symbol) implements Expression {
        @Override
        public Type type() {
            return symbol.type();
        }
    }

    /** A parameter of an enclosing lambda, of the innermost one that has the name; equal lambdas have equal names. */
    record Variable(String name, Type type) implements Expression {}

    /** {@code (x, y) -> body}; its type is a function type. */
    record Lambda(List<Variable> parameters, Expression body) implements Expression {
        public Lambda {
            parameters = List.copyOf(parameters);
        }

        @Override
        public Type type() {
            return new Type.Function(parameters.stream().map(Variable::type).toList(), body.type());
        }
    }

    /** A scalar function or operator; operators are functions named {@code $add, $subtract, $multiply, $divide, $modulus, $negate, $subscript, $like ...}. */
    record Call(FunctionReference function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Type type() {
            return function.returnType();
        }
    }

    /** CAST, or TRY_CAST where {@code safe}. */
    record Cast(Expression value, Type type, boolean safe) implements Expression {}

    /** Comparison of two operands of one type. */
    record Comparison(ComparisonOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public Type type() {
            return Type.Simple.BOOLEAN;
        }
    }

    record Between(Expression value, Expression low, Expression high) implements Expression {
        @Override
        public Type type() {
            return Type.Simple.BOOLEAN;
        }
    }

    record In(Expression value, List<Expression> list) implements Expression {
        public In {
            list = List.copyOf(list);
        }

        @Override
        public Type type() {
            return Type.Simple.BOOLEAN;
        }
    }

    /** AND or OR of two terms or more. */
    record Logical(LogicalOperator operator, List<Expression> terms) implements Expression {
        public Logical {
            terms = List.copyOf(terms);
        }

        @Override
        public Type type() {
            return Type.Simple.BOOLEAN;
        }
    }

    record Not(Expression value) implements Expression {
        @Override
        public Type type() {
            return Type.Simple.BOOLEAN;
        }
    }

    record IsNull(Expression value) implements Expression {
        @Override
        public Type type() {
            return Type.Simple.BOOLEAN;
        }
    }

    /** Searched CASE; IF and simple CASE become this. A missing default is NULL. */
    record Case(List<When> branches, Optional<Expression> defaultResult, Type type) implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    /** One branch of a {@link Case}. */
    record When(Expression condition, Expression result) {}

    record Coalesce(List<Expression> operands) implements Expression {
        public Coalesce {
            operands = List.copyOf(operands);
        }

        @Override
        public Type type() {
            return operands.getFirst().type();
        }
    }

    /** NULLIF: {@code first} unless {@code compared} says that it equals the second operand. */
    record NullIf(Expression first, Expression compared) implements Expression {
        @Override
        public Type type() {
            return first.type();
        }
    }

    /** TRY: NULL where evaluating fails with one of Trino's catchable errors. */
    record Try(Expression value) implements Expression {
        @Override
        public Type type() {
            return value.type();
        }
    }

    record RowConstructor(List<Expression> fields, Type.Row type) implements Expression {
        public RowConstructor {
            fields = List.copyOf(fields);
        }
    }

    record ArrayConstructor(List<Expression> elements, Type.Array type) implements Expression {
        public ArrayConstructor {
            elements = List.copyOf(elements);
        }
    }

    /** Field of a row value by position from 0. */
    record FieldAccess(Expression row, int field) implements Expression {
        @Override
        public Type type() {
            return ((Type.Row) row.type()).fields().get(field).type();
        }
    }

    /** The operators of {@link Comparison}. */
    enum ComparisonOperator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS_THAN("<"),
        LESS_THAN_OR_EQUAL("<="),
        GREATER_THAN(">"),
        GREATER_THAN_OR_EQUAL(">="),
        IS_DISTINCT_FROM("IS DISTINCT FROM");

        private final String text;

        ComparisonOperator(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /** The operator that gives the same answer with the operands swapped. */
        public ComparisonOperator flipped() {
            return switch (this) {
                case EQUAL, NOT_EQUAL, IS_DISTINCT_FROM -> this;
                case LESS_THAN -> GREATER_THAN;
                case LESS_THAN_OR_EQUAL -> GREATER_THAN_OR_EQUAL;
                case GREATER_THAN -> LESS_THAN;
                case GREATER_THAN_OR_EQUAL -> LESS_THAN_OR_EQUAL;
            };
        }
    }

    /** The operators of {@link Logical}. */
    enum LogicalOperator {
        AND,
        OR
    }
}
