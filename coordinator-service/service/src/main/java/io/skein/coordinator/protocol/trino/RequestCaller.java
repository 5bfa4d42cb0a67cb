package io.skein.coordinator.protocol.trino;

import io.skein.coordinator.protocol.BasicCredentials;
import io.skein.coordinator.protocol.Callers;
import io.skein.rpc.Caller;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/** Finds out who sent a request: the Basic credentials where passwords are asked for, else the user header. */
@Singleton
public class RequestCaller {
    private final Callers callers;

    @Inject
    RequestCaller(Callers callers) {
        this.callers = callers;
    }

    /**
     * The caller.
     *
     * @throws BadRequest when no user is named
     * @throws WebApplicationException 401 or 403 when the user is refused
     */
    public Caller of(HttpHeaders headers) {
        Optional<String> authorization = Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
        Optional<BasicCredentials> credentials = authorization.flatMap(BasicCredentials::parse);
        Optional<String> named =
                Optional.ofNullable(headers.getHeaderString(TrinoHeaders.USER)).filter(user -> !user.isBlank());
        if (!callers.passwordRequired()) {
            String user = named.or(() -> credentials.map(BasicCredentials::user))
                    .orElseThrow(() -> new BadRequest("User must be set"));
            return callers.authenticate(user, Optional.empty());
        }
        if (credentials.isEmpty()) {
            throw refused(authorization.isPresent() ? "Malformed credentials" : "Unauthorized");
        }
        if (named.isPresent() && !named.get().equals(credentials.get().user())) {
            String message =
                    "Access Denied: User " + credentials.get().user() + " cannot impersonate user " + named.get();
            throw new WebApplicationException(answer(Status.FORBIDDEN, message));
        }
        try {
            return callers.authenticate(
                    credentials.get().user(), Optional.of(credentials.get().password()));
        } catch (SkeinException e) {
            throw e.code().equals(StandardErrorCode.PERMISSION_DENIED.code())
                    ? refused(String.valueOf(e.getMessage()))
                    : e;
        }
    }

    private static RuntimeException refused(String message) {
        Response answer = Response.fromResponse(answer(Status.UNAUTHORIZED, message))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Skein\"")
                .build();
        return new WebApplicationException(message, answer);
    }

    private static Response answer(Status status, String message) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity(message)
                .build();
    }
}
