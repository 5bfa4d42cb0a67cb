package io.skein.coordinator.protocol.trino;

import io.skein.spi.error.SkeinException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures of a request itself; a query's failure is part of its page. */
class FailureAnswers {
    @ServerExceptionMapper
    public Response badRequest(BadRequest failure) {
        return text(Status.BAD_REQUEST, failure);
    }

    /** What fails before there is a query: the auth service can't be reached, say. Clients try again on 503. */
    @ServerExceptionMapper
    public Response failure(SkeinException failure) {
        return text(Status.SERVICE_UNAVAILABLE, failure);
    }

    private static Response text(Status status, RuntimeException failure) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity(String.valueOf(failure.getMessage()))
                .build();
    }
}
