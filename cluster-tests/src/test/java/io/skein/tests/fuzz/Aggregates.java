package io.skein.tests.fuzz;

/** Random aggregates whose value does not depend on the order of rows. */
final class Aggregates {
    private final Choice choice;
    private final Expressions expressions;

    Aggregates(Choice choice, Expressions expressions) {
        this.choice = choice;
        this.expressions = expressions;
    }

    String of(Kind kind) {
        String filter = choice.chance(15) ? " FILTER (WHERE " + expressions.condition(1) + ")" : "";
        return (kind == Kind.BIGINT ? bigint() : kind == Kind.BOOLEAN ? truth() : extreme(kind)) + filter;
    }

    private String bigint() {
        String value = expressions.of(Kind.BIGINT, 2);
        return switch (choice.number(0, 5)) {
            case 0 -> "count(*)";
            case 1 -> "count(" + expressions.of(expressions.anyKind(), 2) + ")";
            case 2 -> "count(DISTINCT " + value + ")";
            case 3 -> "sum(" + value + ")";
            case 4 -> "sum(DISTINCT " + value + ")";
            default -> choice.of("min", "max") + "(" + value + ")";
        };
    }

    private String truth() {
        return choice.of("bool_and", "bool_or", "every") + "(" + expressions.of(Kind.BOOLEAN, 2) + ")";
    }

    private String extreme(Kind kind) {
        return choice.of("min", "max") + "(" + expressions.of(kind, 2) + ")";
    }
}
