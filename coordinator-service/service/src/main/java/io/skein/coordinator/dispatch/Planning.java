package io.skein.coordinator.dispatch;

import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.schedule.TaskReport;
import io.skein.coordinator.session.Session;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.rpc.Caller;
import java.util.List;

/** Planning of one statement: its view of the session, of the catalogs, and the threads where the front end may recurse. */
final class Planning {
    private final FrontEnd frontEnd;
    private final DeepStacks stacks;
    private final SessionView session;
    private final String sql;
    private final CatalogMetadata metadata;

    private Planning(FrontEnd frontEnd, DeepStacks stacks, SessionView session, String sql, CatalogMetadata metadata) {
        this.frontEnd = frontEnd;
        this.stacks = stacks;
        this.session = session;
        this.sql = sql;
        this.metadata = metadata;
    }

    static Planning of(StatementQuery query, FrontEnd frontEnd, DeepStacks stacks, CatalogClient catalogs) {
        Session session = query.session();
        SessionView view = new SessionView(
                query.id(),
                session.user(),
                session.catalog(),
                session.schema(),
                session.timeZone(),
                query.machine().created(),
                session.properties(),
                session.preparedStatements());
        return new Planning(frontEnd, stacks, view, query.sql(), catalogs.metadata(caller(session)));
    }

    static Caller caller(Session session) {
        return new Caller(session.user(), session.groups());
    }

    StatementPlan plan() throws Exception {
        return stacks.call(() -> frontEnd.plan(session, sql, metadata));
    }

    FragmentedPlan fragment(PlanNode.Output root, int workers) throws Exception {
        return stacks.call(() -> frontEnd.fragment(root, session, metadata, workers));
    }

    String logical(PlanNode.Output root, int workers) throws Exception {
        return stacks.call(() -> frontEnd.logical(root, session, metadata, workers));
    }

    String distributed(PlanNode.Output root, int workers) throws Exception {
        return stacks.call(() -> frontEnd.distributed(frontEnd.fragment(root, session, metadata, workers)));
    }

    String analyzed(FragmentedPlan plan, List<TaskReport> reports) throws Exception {
        return stacks.call(() -> frontEnd.analyzed(plan, reports));
    }
}
