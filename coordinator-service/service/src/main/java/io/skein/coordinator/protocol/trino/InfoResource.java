package io.skein.coordinator.protocol.trino;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** {@code /v1/info}: what this server is; needs no credentials. */
@Path("/v1/info")
public class InfoResource {
    private final ServerConfiguration configuration;
    private final Instant started = Instant.now();

    @Inject
    InfoResource(ServerConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Version, environment, uptime. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String info() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeObjectFieldStart("nodeVersion");
            out.writeStringField("version", configuration.version());
            out.writeEndObject();
            out.writeStringField("environment", configuration.environment());
            out.writeBooleanField("coordinator", true);
            out.writeBooleanField("starting", false);
            out.writeStringField("uptime", airliftDuration(Duration.between(started, Instant.now())));
            out.writeEndObject();
        }
        return text.toString();
    }

    /** Whether it is there. */
    @HEAD
    public Response head() {
        return Response.ok().build();
    }

    /** The server's state. */
    @GET
    @Path("/state")
    @Produces(MediaType.APPLICATION_JSON)
    public String state() {
        return "\"ACTIVE\"";
    }

    /** Whether this is a coordinator: it is. */
    @GET
    @Path("/coordinator")
    public Response coordinator() {
        return Response.ok().build();
    }

    private static String airliftDuration(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 60) {
            return String.format(Locale.ENGLISH, "%.2fs", seconds);
        }
        return seconds < 3600
                ? String.format(Locale.ENGLISH, "%.2fm", seconds / 60)
                : String.format(
                        Locale.ENGLISH,
                        seconds < 86_400 ? "%.2fh" : "%.2fd",
                        seconds / (seconds < 86_400 ? 3600 : 86_400));
    }
}
