package io.skein.coordinator.protocol.trino;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import java.io.IOException;

/** A query's failure; never a stack. */
final class FailureWriter {
    private FailureWriter() {}

    static void write(JsonGenerator out, SkeinException failure) throws IOException {
        out.writeStartObject();
        out.writeStringField("message", String.valueOf(failure.getMessage()));
        code(out, "errorCode", failure);
        location(out, failure);
        out.writeObjectFieldStart("failureInfo");
        out.writeStringField("type", "io.trino.spi.TrinoException");
        out.writeStringField("message", String.valueOf(failure.getMessage()));
        out.writeArrayFieldStart("suppressed");
        out.writeEndArray();
        out.writeArrayFieldStart("stack");
        out.writeEndArray();
        out.writeObjectFieldStart("errorInfo");
        code(out, "code", failure);
        out.writeEndObject();
        location(out, failure);
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void code(JsonGenerator out, String numberField, SkeinException failure) throws IOException {
        boolean inner = numberField.equals("code");
        out.writeNumberField(numberField, failure.code().number());
        out.writeStringField(inner ? "name" : "errorName", failure.code().name());
        out.writeStringField(inner ? "type" : "errorType", wireType(failure));
    }

    private static String wireType(SkeinException failure) {
        return failure.code().type().name();
    }

    private static void location(JsonGenerator out, SkeinException failure) throws IOException {
        if (failure.location().isPresent()) {
            Location location = failure.location().get();
            out.writeObjectFieldStart("errorLocation");
            out.writeNumberField("lineNumber", location.line());
            out.writeNumberField("columnNumber", location.column());
            out.writeEndObject();
        }
    }
}
