package io.skein.connector.http.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** A document that is not what it should be; the message says where and goes on after the URL. */
final class MalformedDocument extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedDocument(String message) {
        super(message);
    }

    static MalformedDocument of(String format, JsonProcessingException problem) {
        JsonLocation place = problem.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return new MalformedDocument(
                "answered with malformed " + format + where + ": " + firstLine(problem.getOriginalMessage()));
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
