package io.skein.coordinator.protocol.flightsql;

import io.skein.coordinator.protocol.BasicCredentials;
import io.skein.coordinator.protocol.Callers;
import io.skein.rpc.Caller;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightMethod;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds a call's session: by bearer token, by cookie, or a new one for the user that Basic credentials or the header {@code user} name. A handshake
 * with Basic credentials is answered with a bearer token; who sets something in a session without token gets a cookie.
 */
final class CallerMiddleware implements FlightServerMiddleware {
    static final Key<CallerMiddleware> KEY = Key.of("skein-caller");

    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "Bearer ";
    private static final String COOKIE_NAME = "arrow_flight_session_id";

    private final FlightSessions sessions;
    private final FlightSession session;
    private final CallDefaults defaults;
    private @Nullable String token;
    private @Nullable String cookie;

    private CallerMiddleware(FlightSessions sessions, FlightSession session, CallDefaults defaults) {
        this.sessions = sessions;
        this.session = session;
        this.defaults = defaults;
    }

    FlightSession session() {
        return session;
    }

    CallDefaults defaults() {
        return defaults;
    }

    /** Makes sure that the client's next call finds this session. */
    void remember() {
        if (!sessions.isRegistered(session)) {
            cookie = sessions.register(session);
        }
    }

    @Override
    public void onBeforeSendingHeaders(CallHeaders headers) {
        if (token != null) {
            headers.insert(AUTHORIZATION, BEARER + token);
        }
        if (cookie != null) {
            headers.insert("set-cookie", COOKIE_NAME + "=" + cookie);
        }
    }

    @Override
    public void onCallCompleted(CallStatus status) {}

    @Override
    public void onCallErrored(Throwable failure) {}

    /** Makes the middleware of each call. */
    record Factory(Callers callers, FlightSessions sessions)
            implements FlightServerMiddleware.Factory<CallerMiddleware> {
        @Override
        public CallerMiddleware onCallStarted(CallInfo info, CallHeaders headers, RequestContext context) {
            try {
                return start(info, headers);
            } catch (SkeinException failure) {
                throw FlightErrors.of(failure);
            }
        }

        private CallerMiddleware start(CallInfo info, CallHeaders headers) {
            CallDefaults defaults = CallDefaults.of(headers);
            String authorization = headers.get(AUTHORIZATION);
            if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                FlightSession session = sessions.find(
                                authorization.substring(BEARER.length()).trim())
                        .orElseThrow(() -> unauthenticated("The session has ended; connect again"));
                return new CallerMiddleware(sessions, session, defaults);
            }
            Optional<FlightSession> remembered = cookie(headers).flatMap(sessions::find);
            if (authorization == null && remembered.isPresent()) {
                return new CallerMiddleware(sessions, remembered.get(), defaults);
            }
            Caller caller = authenticate(Optional.ofNullable(authorization), headers);
            FlightSession session = remembered
                    .filter(known -> known.caller().user().equals(caller.user()))
                    .orElseGet(() -> new FlightSession(caller));
            CallerMiddleware middleware = new CallerMiddleware(sessions, session, defaults);
            if (info.method() == FlightMethod.HANDSHAKE && authorization != null) {
                middleware.token = sessions.register(session);
            }
            return middleware;
        }

        private Caller authenticate(Optional<String> authorization, CallHeaders headers) {
            Optional<BasicCredentials> credentials = authorization.flatMap(BasicCredentials::parse);
            if (authorization.isPresent() && credentials.isEmpty()) {
                throw unauthenticated("Malformed credentials");
            }
            if (!callers.passwordRequired()) {
                String user = credentials
                        .map(BasicCredentials::user)
                        .or(() -> CallDefaults.user(headers))
                        .orElse("anonymous");
                return callers.authenticate(user, Optional.empty());
            }
            BasicCredentials presented = credentials.orElseThrow(() -> unauthenticated("Unauthorized"));
            try {
                return callers.authenticate(presented.user(), Optional.of(presented.password()));
            } catch (SkeinException failure) {
                SkeinException known = ErrorCodec.normalize(failure);
                throw known.code().equals(StandardErrorCode.PERMISSION_DENIED.code())
                        ? unauthenticated(String.valueOf(known.getMessage()))
                        : failure;
            }
        }

        private static Optional<String> cookie(CallHeaders headers) {
            for (String line : headers.getAll("cookie")) {
                for (String pair : line.split(";")) {
                    String text = pair.trim();
                    if (text.startsWith(COOKIE_NAME + "=")) {
                        return Optional.of(
                                text.substring(COOKIE_NAME.length() + 1).replace("\"", ""));
                    }
                }
            }
            return Optional.empty();
        }

        private static FlightRuntimeException unauthenticated(String message) {
            return CallStatus.UNAUTHENTICATED.withDescription(message).toRuntimeException();
        }
    }
}
