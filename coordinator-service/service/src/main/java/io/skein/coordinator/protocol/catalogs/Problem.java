package io.skein.coordinator.protocol.catalogs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is wrong, in the form of RFC 9457.
 *
 * @param errorName Trino's name of the error
 * @param violations what is wrong with which part of the body
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String title, int status, String detail, String errorName, List<Violation> violations) {
    static final String TYPE = "application/problem+json";

    public Problem {
        violations = List.copyOf(violations);
    }

    /** A part of the body and what is wrong with it. */
    public record Violation(String field, String message) {}
}
