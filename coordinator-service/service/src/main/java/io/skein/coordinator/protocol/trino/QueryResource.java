package io.skein.coordinator.protocol.trino;

import io.skein.coordinator.dispatch.Dispatcher;
import io.skein.coordinator.dispatch.Query;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.rpc.Caller;
import io.skein.spi.id.QueryId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/query}: the queries of the last while. A user sees and cancels their own. */
@Path("/v1/query")
@RunOnVirtualThread
public class QueryResource {
    private final Dispatcher dispatcher;
    private final RequestCaller callers;

    @Inject
    QueryResource(Dispatcher dispatcher, RequestCaller callers) {
        this.dispatcher = dispatcher;
        this.callers = callers;
    }

    /** All of them, newest first, or those in one state. */
    @GET
    public Response list(@QueryParam("state") @Nullable String state, @Context HttpHeaders headers) throws IOException {
        Caller caller = callers.of(headers);
        List<QueryInfo> queries = dispatcher.queries().stream()
                .filter(info -> info.session().user().equals(caller.user()))
                .filter(info -> state == null || info.state().name().equals(state.toUpperCase(Locale.ENGLISH)))
                .toList();
        return json(QueryInfoWriter.list(queries));
    }

    /** One of them. */
    @GET
    @Path("/{query}")
    public Response show(@PathParam("query") String id, @Context HttpHeaders headers) throws IOException {
        Optional<Query> query = find(id, callers.of(headers));
        return query.isPresent() ? json(QueryInfoWriter.one(query.get().info())) : unknown();
    }

    /** Cancels one. */
    @DELETE
    @Path("/{query}")
    public Response cancel(@PathParam("query") String id, @Context HttpHeaders headers) {
        Optional<Query> query = find(id, callers.of(headers));
        query.ifPresent(Query::cancel);
        return query.isPresent() ? Response.noContent().build() : unknown();
    }

    private Optional<Query> find(String id, Caller caller) {
        return id.matches("[A-Za-z0-9_.-]+")
                ? dispatcher
                        .find(new QueryId(id))
                        .filter(query -> query.info().session().user().equals(caller.user()))
                : Optional.empty();
    }

    private static Response json(byte[] body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static Response unknown() {
        return Response.status(Status.GONE)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity("Query not found")
                .build();
    }
}
