package io.skein.coordinator.protocol.flightsql;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.GetSessionOptionsResult;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SessionOptionValueVisitor;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;

/** Session options: {@code catalog}, {@code schema}, {@code time_zone}; any other name is a session property. */
final class SessionCalls {
    private final FlightSessions sessions;

    SessionCalls(FlightSessions sessions) {
        this.sessions = sessions;
    }

    SetSessionOptionsResult set(CallerMiddleware caller, SetSessionOptionsRequest request) {
        Map<String, SetSessionOptionsResult.Error> errors = new HashMap<>();
        request.getSessionOptions().forEach((name, value) -> {
            try {
                caller.session().setOption(name, value.acceptVisitor(new AsText()));
            } catch (DateTimeException | IllegalArgumentException e) {
                errors.put(name, new SetSessionOptionsResult.Error(SetSessionOptionsResult.ErrorValue.INVALID_VALUE));
            }
        });
        caller.remember();
        return new SetSessionOptionsResult(errors);
    }

    GetSessionOptionsResult show(CallerMiddleware caller) {
        Map<String, SessionOptionValue> options = new HashMap<>();
        caller.session()
                .options()
                .forEach((name, value) -> options.put(name, SessionOptionValueFactory.makeSessionOptionValue(value)));
        return new GetSessionOptionsResult(options);
    }

    CloseSessionResult close(CallerMiddleware caller) {
        sessions.close(caller.session());
        return new CloseSessionResult(CloseSessionResult.Status.CLOSED);
    }

    private static final class AsText implements SessionOptionValueVisitor<Optional<String>> {
        @Override
        public Optional<String> visit(String value) {
            return Optional.of(value);
        }

        @Override
        public Optional<String> visit(boolean value) {
            return Optional.of(Boolean.toString(value));
        }

        @Override
        public Optional<String> visit(long value) {
            return Optional.of(Long.toString(value));
        }

        @Override
        public Optional<String> visit(double value) {
            return Optional.of(Double.toString(value));
        }

        @Override
        public Optional<String> visit(String[] value) {
            return Optional.of(String.join(",", value));
        }

        @Override
        @SuppressWarnings("NullAway") // void stands for "unset" in this interface
        public Optional<String> visit(Void value) {
            return Optional.empty();
        }
    }
}
