package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.system.SystemCatalog;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CALL: of the engine's one procedure {@code system.runtime.kill_query(query_id, message)}, and of the catalogs' own. */
public final class Procedures {
    private static final List<String> KILL_QUERY = List.of(SystemCatalog.NAME, "runtime", "kill_query");
    private static final List<Procedure.Argument> KILL_QUERY_PARAMETERS = List.of(
            new Procedure.Argument("QUERY_ID", Type.Varchar.UNBOUNDED, true),
            new Procedure.Argument("MESSAGE", Type.Varchar.UNBOUNDED, false));

    private final PlanContext statement;

    public Procedures(PlanContext statement) {
        this.statement = statement;
    }

    public StatementPlan call(Call call) {
        List<String> parts = call.getName().getParts();
        List<String> full = parts.size() == 2 && statement.session().catalog().isPresent()
                ? List.of(statement.session().catalog().get(), parts.get(0), parts.get(1))
                : parts;
        return new StatementPlan.Command(full.equals(KILL_QUERY) ? killQuery(call) : procedure(call, full), "CALL");
    }

    private CoordinatorCommand killQuery(Call call) {
        Map<String, ProcedureCall.Value> arguments =
                new ProcedureArguments(statement, call, KILL_QUERY_PARAMETERS).values();
        ProcedureCall.Value query = arguments.get("QUERY_ID");
        if (query == null) {
            throw Errors.at(
                    call.getArguments().getFirst(),
                    StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                    "query_id cannot be null");
        }
        return new CoordinatorCommand.KillQuery(
                query.value().toString(),
                Optional.ofNullable(arguments.get("MESSAGE"))
                        .map(message -> message.value().toString()));
    }

    private CoordinatorCommand procedure(Call call, List<String> name) {
        Procedure procedure = (name.size() == 3
                        ? statement.metadata().procedures(name.getFirst())
                        : List.<Procedure>of())
                .stream()
                        .filter(each -> each.form() == Procedure.Form.CALL
                                && each.schema().equals(name.get(1))
                                && each.name().equalsIgnoreCase(name.get(2)))
                        .findFirst()
                        .orElseThrow(() -> new SkeinException(
                                StandardErrorCode.PROCEDURE_NOT_FOUND, "Procedure not registered: " + call.getName()));
        return new CoordinatorCommand.CallProcedure(
                name.getFirst(),
                new ProcedureCall(
                        procedure.schema(),
                        procedure.name(),
                        new ProcedureArguments(statement, call, procedure.arguments()).values(),
                        statement.catalogProperties(name.getFirst())));
    }
}
