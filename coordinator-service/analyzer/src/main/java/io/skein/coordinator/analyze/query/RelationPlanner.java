package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.json.JsonTablePlanner;
import io.skein.coordinator.analyze.pattern.PatternRecognitionPlanner;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Restriction;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Tables;
import io.skein.coordinator.analyze.scope.VirtualTable;
import io.skein.coordinator.analyze.scope.WhereClause;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.constant.ConstantValues;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.parse.Pivot;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SampleNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.ValuesNode;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.MaterializedView;
import io.skein.spi.connector.VersionPointer;
import io.skein.spi.connector.ViewDefinition;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JsonTable;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.PatternRecognitionRelation;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans what may stand in FROM. */
public final class RelationPlanner {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final PlanContext statement;
    private final QueryEnvironment environment;
    private final WhereClause where;

    public RelationPlanner(PlanContext statement, QueryEnvironment environment) {
        this(statement, environment, WhereClause.NONE);
    }

    /** A planner for a FROM whose WHERE restricts its tables. */
    public RelationPlanner(PlanContext statement, QueryEnvironment environment, WhereClause where) {
        this.statement = statement;
        this.environment = environment;
        this.where = where;
    }

    public RelationPlan plan(Relation relation) {
        return switch (relation) {
            case Table table -> table(table, where.on(table.getName().getSuffix()));
            case AliasedRelation aliased
            when aliased.getRelation() instanceof Table table && aliased.getColumnNames() == null ->
                aliased(table(table, where.on(aliased.getAlias().getValue())), aliased);
            case AliasedRelation aliased -> aliased(plan(aliased.getRelation()), aliased);
            case Join join -> new JoinPlanner(statement, environment, this).plan(join);
            case TableSubquery subquery -> new QueryPlanner(statement, environment).plan(subquery.getQuery());
            case QuerySpecification specification -> new SelectPlanner(statement, environment).plan(specification);
            case SetOperation operation -> new SetOperationPlanner(statement, this).plan(operation, environment);
            case Values values -> new ValuesPlanner(statement, environment).plan(values);
            case Unnest unnest -> new UnnestPlanner(statement, environment).plan(unnest, nothing(), JoinKind.INNER);
            case JsonTable json -> new JsonTablePlanner(statement, environment).plan(json, nothing(), JoinKind.INNER);
            case Lateral lateral -> new QueryPlanner(statement, environment).plan(lateral.getQuery());
            case SampledRelation sampled -> sampled(sampled);
            case PatternRecognitionRelation pattern ->
                Pivot.of(pattern)
                        .map(pivot -> new PivotPlanner(statement, environment).plan(pivot, pattern))
                        .orElseGet(() -> new PatternRecognitionPlanner(statement, environment)
                                .plan(pattern, plan(pattern.getInput())));
            case TableFunctionInvocation call -> new TableFunctions(statement, environment).plan(call);
            default ->
                throw Errors.notSupported(
                        relation,
                        "Relation not supported: " + relation.getClass().getSimpleName());
        };
    }

    /** One row without columns, for a query without FROM. */
    RelationPlan nothing() {
        return new RelationPlan(
                new ValuesNode(List.of(), List.of(List.of())), new Scope(List.of(), environment.outer()));
    }

    private RelationPlan table(Table table, Restriction restriction) {
        QualifiedName name = table.getName();
        if (name.getParts().size() == 1) {
            Optional<RelationPlan> named = environment
                    .named()
                    .find(name.getSuffix())
                    .map(definition -> new WithPlanner(statement).reference(name, definition, environment));
            if (named.isPresent()) {
                return named.get();
            }
        }
        Optional<VersionPointer> version = table.getQueryPeriod().map(new TableVersions(statement)::pointer);
        Tables tables = new Tables(statement);
        Tables.Name full = tables.name(name, table);
        tables.requireCatalog(full.catalog(), table);
        if (VirtualTable.covers(full)) {
            tables.requireSchema(full.catalog(), full.table().schema(), table);
            return VirtualTable.find(statement.metadata(), full)
                    .orElseThrow(() -> Tables.missing(full, table))
                    .plan(statement, full, name, restriction, environment);
        }
        Optional<ViewDefinition> view = tables.view(full);
        if (view.isPresent()) {
            return new StoredViews(statement).plan(view.get(), full, name, environment, table);
        }
        Optional<MaterializedView> materialized = tables.materializedView(full);
        if (materialized.isPresent()) {
            return new KeptAnswers(statement).plan(materialized.get(), full, name, environment, table);
        }
        return scan(
                version.isPresent() ? tables.require(full, version.get(), table) : tables.require(full, table),
                full,
                name);
    }

    private RelationPlan scan(CatalogMetadata.ResolvedTable table, Tables.Name full, QualifiedName written) {
        Map<Symbol, ColumnHandle> columns = new LinkedHashMap<>();
        List<Field> fields = new ArrayList<>();
        for (ColumnMetadata column : table.metadata().columns()) {
            Symbol symbol = statement.symbols().create(column.name(), column.type());
            columns.put(symbol, column.handle());
            Field.Origin origin = new Field.Origin(
                    full.catalog(), full.table().schema(), full.table().table(), column.name());
            fields.add(new Field(
                    Optional.of(column.name()), Optional.of(written), symbol, column.hidden(), Optional.of(origin)));
        }
        return new RelationPlan(
                new TableScanNode(table.reference(), columns, Constraint.ALL), new Scope(fields, environment.outer()));
    }

    /** The relation under another name, and its columns under others where the alias lists them. */
    public static RelationPlan aliased(RelationPlan relation, AliasedRelation aliased) {
        QualifiedName alias = QualifiedName.of(List.of(aliased.getAlias()));
        List<Identifier> names = aliased.getColumnNames();
        if (names == null) {
            List<Field> fields = relation.scope().fields().stream()
                    .map(field -> field.withRelation(alias, field.name()))
                    .toList();
            return new RelationPlan(
                    relation.root(), new Scope(fields, relation.scope().outer()));
        }
        List<Field> visible = relation.scope().visibleFields();
        if (names.size() != visible.size()) {
            throw Errors.at(
                    aliased,
                    StandardErrorCode.MISMATCHED_COLUMN_ALIASES,
                    "Column alias list has %s entries but '%s' has %s columns available",
                    names.size(),
                    aliased.getAlias(),
                    visible.size());
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(
                    visible.get(i).withRelation(alias, Optional.of(names.get(i).getValue())));
        }
        return new RelationPlan(
                relation.root(), new Scope(fields, relation.scope().outer()));
    }

    private RelationPlan sampled(SampledRelation sampled) {
        RelationPlan relation = plan(sampled.getRelation());
        ExpressionContext context =
                new ExpressionContext(statement, QueryEnvironment.top(), new Scope(List.of(), null), null);
        Expression percentage = context.analyze(sampled.getSamplePercentage());
        BigDecimal value = ConstantValues.number(percentage)
                .orElseThrow(() -> Errors.at(
                        sampled.getSamplePercentage(),
                        StandardErrorCode.EXPRESSION_NOT_CONSTANT,
                        "Sample percentage must be a numeric constant"));
        if (value.signum() < 0) {
            throw Errors.at(
                    sampled.getSamplePercentage(),
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "Sample percentage must be greater than or equal to 0");
        }
        if (value.compareTo(HUNDRED) > 0) {
            throw Errors.at(
                    sampled.getSamplePercentage(),
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "Sample percentage must be less than or equal to 100");
        }
        PlanNode root = new SampleNode(
                relation.root(),
                value.doubleValue() / HUNDRED.doubleValue(),
                sampled.getType() == SampledRelation.Type.SYSTEM);
        return new RelationPlan(root, relation.scope());
    }
}
