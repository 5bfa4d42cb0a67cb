package io.skein.coordinator.protocol.trino;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/statement}: takes statements, hands out their pages, cancels them. */
@Path("/v1/statement")
@RunOnVirtualThread
public class StatementResource {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Statements statements;
    private final RequestCaller callers;

    @Inject
    StatementResource(Statements statements, RequestCaller callers) {
        this.statements = statements;
        this.callers = callers;
    }

    /** Takes a statement. */
    @POST
    public Response submit(byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) throws IOException {
        String sql = new String(body, StandardCharsets.UTF_8);
        if (sql.isBlank()) {
            throw new BadRequest("SQL statement is empty");
        }
        Statements.Submitted submitted = statements.submit(new RequestSession(headers).read(callers.of(headers)), sql);
        return answer(submitted.results().first(new PageTarget(uri.getBaseUri(), submitted.slug())));
    }

    /** The next page, or the last one again. */
    @GET
    @Path("/{phase: queued|executing}/{query}/{slug}/{token}")
    public Response page(
            @PathParam("query") String query,
            @PathParam("slug") String slug,
            @PathParam("token") long token,
            @QueryParam("maxWait") @Nullable String maximumWait,
            @Context UriInfo uri)
            throws IOException, InterruptedException {
        Optional<StatementResults> found = statements.find(query, slug);
        if (found.isEmpty()) {
            return gone(Status.NOT_FOUND, "Query not found");
        }
        return found.get()
                .page(token, new PageTarget(uri.getBaseUri(), slug), wait(maximumWait))
                .map(StatementResource::answer)
                .orElseGet(() -> gone(Status.GONE, "Page " + token + " of the result is gone"));
    }

    /** Cancels the query. */
    @DELETE
    @Path("/{phase: queued|executing}/{query}/{slug}/{token}")
    public Response cancel(@PathParam("query") String query, @PathParam("slug") String slug) {
        Optional<StatementResults> found = statements.find(query, slug);
        found.ifPresent(StatementResults::cancel);
        return found.isPresent() ? Response.noContent().build() : gone(Status.NOT_FOUND, "Query not found");
    }

    /** Ends the stages that only feed the rows not fetched yet; here that is the query. */
    @DELETE
    @Path("/partialCancel/{query}/{stage}/{slug}/{token}")
    public Response cancelPartially(@PathParam("query") String query, @PathParam("slug") String slug) {
        return cancel(query, slug);
    }

    private static Response answer(Page page) {
        Response.ResponseBuilder answer = Response.ok(page.json(), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff");
        page.headers().forEach(header -> answer.header(header.name(), header.value()));
        return answer.build();
    }

    private static Response gone(Status status, String message) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity(message)
                .build();
    }

    /** Trino's form, {@code 500ms} or {@code 1.00s}; never longer than the protocol's second. */
    private static Duration wait(@Nullable String text) {
        if (text == null || !text.matches("[0-9.]+(ms|s)")) {
            return LONGEST_WAIT;
        }
        boolean millis = text.endsWith("ms");
        double number = Double.parseDouble(text.substring(0, text.length() - (millis ? 2 : 1)));
        Duration wanted = Duration.ofMillis((long) (millis ? number : number * 1000));
        return wanted.compareTo(LONGEST_WAIT) < 0 ? wanted : LONGEST_WAIT;
    }
}
