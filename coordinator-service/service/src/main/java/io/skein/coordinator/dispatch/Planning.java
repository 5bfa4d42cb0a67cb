package io.skein.coordinator.dispatch;

import io.skein.coordinator.catalog.CatalogPins;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.schedule.Execution;
import io.skein.coordinator.session.Session;
import io.skein.coordinator.statement.ClientView;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementDescription;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.rpc.Caller;
import io.skein.spi.connector.Constraint;
import io.skein.spi.id.QueryId;
import java.time.Instant;
import java.util.Optional;

/** Planning of one statement: its view of the session, of the catalogs, and the threads where the front end may recurse. */
final class Planning {
    private final FrontEnd frontEnd;
    private final DeepStacks stacks;
    private volatile SessionView session;
    private final String sql;
    private final CatalogPins pins;
    private final CatalogMetadata metadata;

    Planning(PlanningTools tools, QueryId id, Session session, CatalogPins pins, Instant start, String sql) {
        this.frontEnd = tools.frontEnd();
        this.stacks = tools.stacks();
        this.session = new SessionView(
                id,
                session.user(),
                session.groups(),
                session.catalog(),
                session.schema(),
                session.timeZone(),
                start,
                tools.properties(session),
                session.preparedStatements(),
                client(session, tools.functions()));
        this.sql = sql;
        this.pins = pins;
        this.metadata = tools.metadata(session, pins);
    }

    private static ClientView client(Session session, FunctionDefaults functions) {
        return new ClientView(
                session.clientCapabilities(),
                session.path().or(functions::path),
                functions.schema(),
                session.originalUser(),
                session.transaction().openId().isPresent());
    }

    static Planning of(StatementQuery query, PlanningTools tools) {
        CatalogPins pins = tools.pins(query.session());
        query.machine().ended().thenAccept(_ -> pins.close());
        return new Planning(
                tools, query.id(), query.session(), pins, query.machine().created(), query.sql());
    }

    /** The versions of catalogs that the statement sees, until it ends. */
    CatalogPins catalogs() {
        return pins;
    }

    static Caller caller(Session session) {
        return new Caller(session.user(), session.groups());
    }

    StatementDescription description() throws Exception {
        return stacks.call(() -> frontEnd.describe(session, sql, metadata));
    }

    StatementPlan plan() throws Exception {
        return stacks.call(() -> {
            session = frontEnd.session(session, sql, metadata);
            return frontEnd.plan(session, sql, metadata);
        });
    }

    FragmentedPlan fragment(OutputNode root, int workers) throws Exception {
        return stacks.call(() -> frontEnd.fragment(root, session, metadata, workers));
    }

    Optional<Constraint> wholeRows(OutputNode root) throws Exception {
        return stacks.call(() -> frontEnd.wholeRows(root, session, metadata));
    }

    OutputNode statistics(OutputNode root) throws Exception {
        return stacks.call(() -> frontEnd.statistics(root, session, metadata));
    }

    String explained(StatementPlan.Explain explain, OutputNode root, int workers) throws Exception {
        return stacks.call(() -> frontEnd.explain(explain, root, session, metadata, workers));
    }

    String analyzed(FragmentedPlan plan, Execution execution) throws Exception {
        return stacks.call(() -> frontEnd.analyzed(plan, metadata, execution.reports(), execution.dynamicFilters()));
    }
}
