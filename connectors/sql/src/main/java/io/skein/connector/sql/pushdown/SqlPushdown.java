package io.skein.connector.sql.pushdown;

import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.ConstraintText;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.SelectText;
import io.skein.connector.sql.query.SqlDialect;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.pushdown.ConnectorPushdown;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.RemoteWork.Aggregate;
import io.skein.spi.pushdown.RemoteWork.Filter;
import io.skein.spi.pushdown.RemoteWork.Join;
import io.skein.spi.pushdown.RemoteWork.Limit;
import io.skein.spi.pushdown.RemoteWork.Measure;
import io.skein.spi.pushdown.RemoteWork.Order;
import io.skein.spi.pushdown.RemoteWork.Output;
import io.skein.spi.pushdown.RemoteWork.Project;
import io.skein.spi.pushdown.RemoteWork.Sample;
import io.skein.spi.pushdown.RemoteWork.TopN;
import io.skein.spi.pushdown.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes work over as SQL of the database: each step becomes a clause of the handle's query, or a query around it. */
public record SqlPushdown(SqlDialect dialect, RemoteFunctions functions, ConstraintText constraints)
        implements ConnectorPushdown {
    @Override
    public Taken take(TableHandle table, RemoteWork work) {
        RemoteQuery query = RemoteQueryCodec.decode(table.data());
        try {
            return switch (work) {
                case Filter filter -> filter(table, query.opened(dialect), filter);
                case Project project -> project(table, query.opened(dialect), project);
                case Aggregate aggregate -> taken(table, aggregate(query.opened(dialect), aggregate), true);
                case Limit(long count) -> taken(table, query.limited(count), true);
                case TopN topN -> taken(table, topN(query.opened(dialect), topN), false);
                case Sample(double ratio) ->
                    taken(table, query.opened(dialect).filtered(List.of(functions.chance(ratio))), true);
                case Join join -> taken(table, new JoinText(dialect, functions).of(query, join), true);
            };
        } catch (NotTakenException refused) {
            return Taken.nothing(table, 1, refused.reason());
        }
    }

    @Override
    public List<String> requests(TableHandle table, List<ColumnHandle> columns, Constraint constraint) {
        RemoteQuery query = constraints.restricted(RemoteQueryCodec.decode(table.data()), constraint);
        return List.of(SelectText.of(query, query.columns(columns), dialect));
    }

    private static Taken taken(TableHandle table, RemoteQuery query, boolean whole) {
        return Taken.all(new TableHandle(table.name(), RemoteQueryCodec.encode(query)), whole);
    }

    private ExpressionText text(RemoteQuery query) {
        return new ExpressionText(dialect, functions, query);
    }

    private Taken filter(TableHandle table, RemoteQuery query, Filter filter) {
        List<String> conditions = new ArrayList<>();
        List<Optional<String>> refusals = new ArrayList<>();
        for (RemoteExpression condition : filter.conditions()) {
            try {
                conditions.add(text(query).condition(condition));
                refusals.add(Optional.empty());
            } catch (NotTakenException refused) {
                refusals.add(Optional.of(refused.reason()));
            }
        }
        return parts(table, query.filtered(conditions), refusals);
    }

    private Taken project(TableHandle table, RemoteQuery query, Project project) {
        List<RemoteColumn> columns = new ArrayList<>(query.columns());
        List<Optional<String>> refusals = new ArrayList<>();
        for (Output output : project.outputs()) {
            try {
                if (query.column(output.name()).isPresent()) {
                    throw new NotTakenException("there is a column " + output.name());
                }
                columns.add(text(query).of(output.expression()).as(output.name()));
                refusals.add(Optional.empty());
            } catch (NotTakenException refused) {
                refusals.add(Optional.of(refused.reason()));
            }
        }
        return parts(table, query.withColumns(columns), refusals);
    }

    private static Taken parts(TableHandle table, RemoteQuery query, List<Optional<String>> refusals) {
        Taken taken = new Taken(new TableHandle(table.name(), RemoteQueryCodec.encode(query)), refusals, true);
        return taken.any() ? taken : new Taken(table, refusals, false);
    }

    private RemoteQuery aggregate(RemoteQuery query, Aggregate aggregate) throws NotTakenException {
        ExpressionText text = text(query);
        List<RemoteColumn> results = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String key : aggregate.keys()) {
            RemoteColumn column = text.column(key);
            if (column.comparison().compareTo(Comparison.EQUALITY) < 0) {
                throw new NotTakenException("values of type " + column.remoteType() + " are grouped otherwise there");
            }
            keys.add(column.expression());
            results.add(column);
        }
        for (Measure measure : aggregate.measures()) {
            results.add(measure(text, measure));
        }
        return query.grouped(keys, results);
    }

    private RemoteColumn measure(ExpressionText text, Measure measure) throws NotTakenException {
        List<RemoteValue> arguments = text.of(measure.arguments());
        if (measure.distinct() && arguments.stream().anyMatch(value -> value.comparison() == Comparison.NULLS)) {
            throw new NotTakenException("DISTINCT values compare otherwise there");
        }
        Optional<String> filter = Optional.empty();
        if (measure.filter().isPresent()) {
            filter = Optional.of(text.condition(measure.filter().get()));
        }
        String sql = functions.aggregate(measure, arguments, filter);
        Comparison comparison = arguments.stream()
                .filter(RemoteValue::textual)
                .map(RemoteValue::comparison)
                .reduce(Comparison.ORDER, (one, other) -> one.compareTo(other) < 0 ? one : other);
        return new RemoteColumn(measure.name(), sql, functions.remoteType(measure.type()), measure.type(), comparison);
    }

    private RemoteQuery topN(RemoteQuery query, TopN topN) throws NotTakenException {
        List<String> terms = new ArrayList<>();
        for (Order order : topN.ordering()) {
            RemoteColumn column = text(query).column(order.column());
            if (column.comparison().compareTo(Comparison.COLLATED) < 0) {
                throw new NotTakenException("values of type " + column.remoteType() + " are in another order there");
            }
            String value = column.comparison() == Comparison.COLLATED
                    ? dialect.ordered(column.expression())
                    : column.expression();
            terms.add(dialect.order(value, order.ascending(), order.nullsFirst()));
        }
        return query.first(topN.count(), terms);
    }
}
