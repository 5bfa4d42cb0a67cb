package io.skein.coordinator.dispatch;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.schedule.FilterReport;
import io.skein.coordinator.schedule.TaskReport;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementDescription;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.connector.Constraint;
import java.util.List;
import java.util.Optional;

/** Parser, analyser, planner and explainer as the dispatcher uses them. Calls block on catalog metadata and may recurse deeply. */
interface FrontEnd {
    /** The session as this statement sees it, which all other calls take. */
    SessionView session(SessionView session, String sql, CatalogMetadata metadata);

    StatementPlan plan(SessionView session, String sql, CatalogMetadata metadata);

    /** Plans a statement whose {@code ?} have no values yet. */
    StatementDescription describe(SessionView session, String sql, CatalogMetadata metadata);

    /** Optimizes a plan and cuts it into fragments for so many workers. */
    FragmentedPlan fragment(OutputNode root, SessionView session, CatalogMetadata metadata, int workers);

    /** The constraint that leaves just the rows of one table that the plan writes, if there is one. */
    Optional<Constraint> wholeRows(OutputNode root, SessionView session, CatalogMetadata metadata);

    /** A plan that answers what is believed of this plan's rows. */
    OutputNode statistics(OutputNode root, SessionView session, CatalogMetadata metadata);

    /** The plan of the explained statement in the type and the format that are asked for; nothing has run. */
    String explain(
            StatementPlan.Explain explain, OutputNode root, SessionView session, CatalogMetadata metadata, int workers);

    /** The fragments, their exchanges and kernel SQL, as text, with what the tasks did. */
    String analyzed(
            FragmentedPlan plan, CatalogMetadata metadata, List<TaskReport> reports, List<FilterReport> filters);
}
