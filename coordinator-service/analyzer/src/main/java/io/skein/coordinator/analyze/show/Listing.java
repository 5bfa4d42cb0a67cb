package io.skein.coordinator.analyze.show;

import io.skein.coordinator.analyze.expression.LikePattern;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that the planner itself knows, as the answer to SHOW, DESCRIBE and their like. */
public final class Listing {
    private final List<String> names;
    private final List<Type> types;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private Listing(List<String> names, List<Type> types) {
        this.names = names;
        this.types = types;
    }

    /** Columns of unbounded text. */
    public static Listing of(String... names) {
        return new Listing(
                List.of(names),
                Arrays.stream(names).<Type>map(_ -> Type.Varchar.UNBOUNDED).toList());
    }

    public static Listing of(List<String> names, List<Type> types) {
        return new Listing(names, types);
    }

    public Listing row(@Nullable Object... values) {
        rows.add(Arrays.asList(values));
        return this;
    }

    /** In the order of the first columns. */
    Listing sorted(int columns) {
        Listing listing = new Listing(names, types);
        listing.rows.addAll(rows);
        Comparator<List<@Nullable Object>> order = (_, _) -> 0;
        for (int i = 0; i < columns; i++) {
            int column = i;
            order = order.thenComparing(row -> String.valueOf(row.get(column)));
        }
        listing.rows.sort(order);
        return listing;
    }

    /** Text columns become as wide as their widest value; without rows they stay as they are. */
    public Listing fitted() {
        return fitted(Collections.nCopies(types.size(), 0));
    }

    /** Text columns become as wide as their widest value, and at least as wide as given. */
    public Listing fitted(List<Integer> least) {
        if (rows.isEmpty()) {
            return this;
        }
        List<Type> fitted = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            int column = i;
            fitted.add(
                    types.get(i) instanceof Type.Varchar
                            ? Type.Varchar.of(rows.stream()
                                    .map(row -> row.get(column))
                                    .mapToInt(value ->
                                            value instanceof String text ? text.codePointCount(0, text.length()) : 0)
                                    .reduce(least.get(i), Math::max))
                            : types.get(i));
        }
        Listing listing = new Listing(names, fitted);
        listing.rows.addAll(rows);
        return listing;
    }

    /** Only the rows whose first column is like the pattern. */
    Listing like(Optional<String> pattern, Optional<String> escape) {
        if (pattern.isEmpty()) {
            return this;
        }
        LikePattern like = new LikePattern(pattern.get(), escape);
        Listing listing = new Listing(names, types);
        rows.stream()
                .filter(row -> like.matches(String.valueOf(row.getFirst())))
                .forEach(listing.rows::add);
        return listing;
    }

    public StatementPlan.Query plan(PlanContext statement) {
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            symbols.add(statement.symbols().create(names.get(i).replace(' ', '_'), types.get(i)));
        }
        List<List<Expression>> values = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<Expression> constants = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                constants.add(new Expression.Constant(row.get(i), types.get(i)));
            }
            values.add(constants);
        }
        return new StatementPlan.Query(new OutputNode(new ValuesNode(symbols, values), names, symbols));
    }
}
