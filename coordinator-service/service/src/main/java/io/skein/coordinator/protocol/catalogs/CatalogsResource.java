package io.skein.coordinator.protocol.catalogs;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.catalog.CatalogDefinition;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.protocol.trino.BadRequest;
import io.skein.coordinator.protocol.trino.RequestCaller;
import io.skein.coordinator.session.AccessControl;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.rpc.Caller;
import io.skein.spi.error.SkeinException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code /v1/catalogs}: what CREATE, ALTER, DROP and SHOW CREATE CATALOG do, for the same users. */
@Path("/v1/catalogs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogs")
@RunOnVirtualThread
public class CatalogsResource {
    private final CatalogClient catalogs;
    private final AccessControl access;
    private final RequestCaller callers;

    @Inject
    CatalogsResource(CatalogClient catalogs, AccessControl access, RequestCaller callers) {
        this.catalogs = catalogs;
        this.access = access;
        this.callers = callers;
    }

    /** All, in alphabetic order. */
    @GET
    @Operation(summary = "List catalogs and whether they work")
    public List<ListedCatalog> list(@Context HttpHeaders headers) {
        CatalogMetadata metadata = catalogs.metadata(caller(headers));
        return metadata.catalogs().stream()
                .map(name -> {
                    Optional<String> failure = metadata.catalogFailure(name);
                    return new ListedCatalog(name, metadata.connectorName(name), ListedCatalog.state(failure), failure);
                })
                .toList();
    }

    /** One. */
    @GET
    @Path("/{catalog}")
    @Operation(summary = "Show how a catalog was made, without its secrets")
    @APIResponse(responseCode = "200", description = "The catalog")
    @APIResponse(responseCode = "404", description = "There is none of the name")
    public CatalogAnswer show(@PathParam("catalog") String catalog, @Context HttpHeaders headers) {
        Caller caller = caller(headers);
        access.check(caller, new StatementPlan.ShowCatalog(catalog));
        return CatalogAnswer.of(catalogs.definition(caller).showCatalog(catalog));
    }

    /** Makes one. */
    @POST
    @Operation(summary = "Make a catalog")
    @APIResponse(responseCode = "201", description = "It has been made")
    @APIResponse(responseCode = "400", description = "The connector refuses it; nothing was done")
    @APIResponse(responseCode = "409", description = "There is one of the name")
    public Response create(@NotNull @Valid NewCatalog body, @Context HttpHeaders headers, @Context UriInfo uri) {
        String name = Objects.requireNonNull(body.name());
        String connector = Objects.requireNonNull(body.connector());
        Map<String, String> properties = Objects.requireNonNullElse(body.properties(), Map.of());
        CatalogDefinition definition =
                permitted(headers, new CoordinatorCommand.CreateCatalog(name, connector, properties), "CREATE CATALOG");
        definition.createCatalog(name, connector, properties);
        return Response.created(uri.getAbsolutePathBuilder().path(name).build())
                .entity(CatalogAnswer.of(definition.showCatalog(name)))
                .build();
    }

    /** Sets all properties of one. */
    @PUT
    @Path("/{catalog}")
    @Operation(summary = "Replace all properties of a catalog")
    @APIResponse(responseCode = "200", description = "They have been replaced")
    @APIResponse(responseCode = "400", description = "The connector refuses them; nothing was done")
    public CatalogAnswer replace(
            @PathParam("catalog") String catalog, @NotNull @Valid NewProperties body, @Context HttpHeaders headers) {
        Map<String, String> properties = Objects.requireNonNull(body.properties());
        CatalogDefinition definition =
                permitted(headers, new CoordinatorCommand.AlterCatalog(catalog, properties, Set.of()), "ALTER CATALOG");
        Set<String> removed = definition.showCatalog(catalog).properties().keySet().stream()
                .filter(key -> !properties.containsKey(key))
                .collect(Collectors.toSet());
        definition.alterCatalog(catalog, properties, removed);
        return CatalogAnswer.of(definition.showCatalog(catalog));
    }

    /** Sets some properties of one. */
    @PATCH
    @Path("/{catalog}")
    @Operation(summary = "Change some properties of a catalog; null takes one away")
    @APIResponse(responseCode = "200", description = "They have been changed")
    @APIResponse(responseCode = "400", description = "The connector refuses them; nothing was done")
    public CatalogAnswer change(
            @PathParam("catalog") String catalog,
            @NotNull @Valid ChangedProperties body,
            @Context HttpHeaders headers) {
        Map<String, String> changed = new HashMap<>();
        Objects.requireNonNull(body.properties()).forEach((key, value) -> {
            if (value != null) {
                changed.put(key, value);
            }
        });
        Set<String> removed = Objects.requireNonNull(body.properties()).keySet().stream()
                .filter(key -> !changed.containsKey(key))
                .collect(Collectors.toSet());
        CatalogDefinition definition =
                permitted(headers, new CoordinatorCommand.AlterCatalog(catalog, changed, removed), "ALTER CATALOG");
        definition.alterCatalog(catalog, changed, removed);
        return CatalogAnswer.of(definition.showCatalog(catalog));
    }

    /** Forgets one. */
    @DELETE
    @Path("/{catalog}")
    @Operation(summary = "Forget a catalog; queries that run keep it until they end")
    @APIResponse(responseCode = "204", description = "It has been forgotten")
    @APIResponse(responseCode = "404", description = "There is none of the name")
    public void drop(@PathParam("catalog") String catalog, @Context HttpHeaders headers) {
        permitted(headers, new CoordinatorCommand.DropCatalog(catalog), "DROP CATALOG")
                .dropCatalog(catalog);
    }

    /** A refusal that has an answer already would pass the mapper below by. */
    private Caller caller(HttpHeaders headers) {
        try {
            return callers.of(headers);
        } catch (WebApplicationException refused) {
            throw new WebApplicationException(refused, CatalogProblems.of(refused));
        }
    }

    private CatalogDefinition permitted(HttpHeaders headers, CoordinatorCommand command, String statement) {
        Caller caller = caller(headers);
        access.check(caller, new StatementPlan.Command(command, statement));
        return catalogs.definition(caller);
    }

    @ServerExceptionMapper
    Response failed(SkeinException failure) {
        return CatalogProblems.of(failure);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException failure) {
        return CatalogProblems.of(failure);
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException failure) {
        return CatalogProblems.of(failure);
    }

    @ServerExceptionMapper
    Response misread(MismatchedInputException failure) {
        return CatalogProblems.of(failure);
    }

    @ServerExceptionMapper
    Response badRequest(BadRequest failure) {
        return CatalogProblems.badRequest(String.valueOf(failure.getMessage()));
    }
}
