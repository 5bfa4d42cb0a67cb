package io.skein.coordinator.dispatch;

import io.skein.coordinator.session.AccessControl;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** Takes an admitted query through planning to its rows or its error. */
final class StatementRunner {
    private static final System.Logger LOG = System.getLogger(StatementRunner.class.getName());

    private static final int ATTEMPTS = 4;

    private final PlanningTools tools;
    private final AccessControl access;
    private final Transactions transactions;
    private final RowsRunner rows;
    private final WriteRunner writes;
    private final ExplainRunner explains;
    private final CommandRunner commands;

    StatementRunner(
            PlanningTools tools,
            AccessControl access,
            PlanRunner plans,
            CoordinatorRows coordinatorRows,
            QueryRegistry queries,
            Transactions transactions) {
        this.tools = tools;
        this.access = access;
        this.transactions = transactions;
        this.rows = new RowsRunner(plans);
        this.writes = new WriteRunner(plans, tools.catalogs(), coordinatorRows);
        this.explains = new ExplainRunner(plans, writes, coordinatorRows);
        this.commands = new CommandRunner(tools.catalogs(), queries, transactions, coordinatorRows);
    }

    /** False when it should be planned anew: its table was replaced or rewritten before a task was started. */
    private boolean attempt(StatementQuery query, boolean last) throws Exception {
        Planning planning = Planning.of(query, tools);
        StatementPlan plan = planning.plan();
        transactions.admit(query.session().transaction(), plan);
        access.check(Planning.caller(query.session()), plan);
        try {
            perform(query, planning, plan);
            return true;
        } catch (SkeinException conflict) {
            if (!last
                    && !(plan instanceof StatementPlan.Command(CoordinatorCommand.AlterCatalog _, var _))
                    && conflict.code().equals(StandardErrorCode.TRANSACTION_CONFLICT.code())
                    && query.machine().state().name() == QueryInfo.State.PLANNING) {
                return false;
            }
            throw conflict;
        }
    }

    private void perform(StatementQuery query, Planning planning, StatementPlan plan) throws Exception {
        switch (plan) {
            case StatementPlan.Query statement -> rows.run(query, planning, statement);
            case StatementPlan.Statistics statement ->
                rows.run(query, planning, new StatementPlan.Query(planning.statistics(statement.root())));
            case StatementPlan.Write statement -> writes.run(query, planning, statement);
            case StatementPlan.Explain statement -> explains.run(query, planning, statement);
            case StatementPlan.ShowCatalog show -> commands.show(query, show.catalog());
            case StatementPlan.Command(CoordinatorCommand.WriteNothing _, String updateType) ->
                writes.skip(query, updateType);
            case StatementPlan.Command statement -> commands.run(query, statement);
        }
    }

    /** Returns once all rows have been handed to the query's buffer, or it has failed. */
    void run(StatementQuery query) {
        query.workingOn(Thread.currentThread());
        try {
            transactions.use(query.session().transaction());
            query.machine()
                    .ended()
                    .thenAccept(_ -> query.machine()
                            .failure()
                            .ifPresent(_ -> transactions.fail(query.session().transaction())));
            for (int attempt = 1; !attempt(query, attempt == ATTEMPTS); attempt++) {
                LOG.log(System.Logger.Level.DEBUG, "{0} is planned anew", query.id());
            }
        } catch (InterruptedException ended) {
            query.fail(PlanRunner.internal("The query was interrupted"));
        } catch (Exception | StackOverflowError | AssertionError failure) {
            if (!query.isEnded() && !(failure instanceof SkeinException)) {
                LOG.log(System.Logger.Level.WARNING, () -> "Query " + query.id() + " failed", failure);
            }
            query.fail(ErrorCodec.normalize(failure));
        } finally {
            query.workingOn(null);
        }
    }
}
