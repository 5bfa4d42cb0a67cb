package io.skein.coordinator.protocol.catalogs;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.skein.spi.connector.Spelling;
import io.skein.spi.error.ErrorType;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers to requests that could not be done. */
final class CatalogProblems {
    private static final String INVALID = StandardErrorCode.INVALID_CATALOG_PROPERTY.name();
    private static final Map<String, Status> STATUSES = Map.of(
            StandardErrorCode.PERMISSION_DENIED.name(), Status.FORBIDDEN,
            StandardErrorCode.CATALOG_NOT_FOUND.name(), Status.NOT_FOUND,
            StandardErrorCode.ALREADY_EXISTS.name(), Status.CONFLICT,
            StandardErrorCode.TRANSACTION_CONFLICT.name(), Status.CONFLICT,
            StandardErrorCode.NOT_SUPPORTED.name(), Status.CONFLICT,
            StandardErrorCode.CATALOG_NOT_AVAILABLE.name(), Status.SERVICE_UNAVAILABLE);

    private CatalogProblems() {}

    static Response of(SkeinException failure) {
        Status otherwise =
                failure.code().type() == ErrorType.USER_ERROR ? Status.BAD_REQUEST : Status.INTERNAL_SERVER_ERROR;
        Status status = STATUSES.getOrDefault(failure.code().name(), otherwise);
        return answer(status, failure.code().name(), String.valueOf(failure.getMessage()), List.of());
    }

    static Response of(ConstraintViolationException failure) {
        List<Problem.Violation> violations = failure.getConstraintViolations().stream()
                .map(CatalogProblems::violation)
                .sorted(Comparator.comparing(Problem.Violation::field).thenComparing(Problem.Violation::message))
                .toList();
        return answer(Status.BAD_REQUEST, INVALID, "The body is not a catalog's", violations);
    }

    /** A body that is JSON of another shape. */
    static Response of(MismatchedInputException failure) {
        String field = failure.getPath().stream()
                .map(step -> String.valueOf(step.getFieldName()))
                .collect(Collectors.joining("."));
        String message = failure instanceof UnrecognizedPropertyException unknown
                ? "is not known"
                        + Spelling.likely(unknown.getPropertyName(), known(unknown))
                                .map(near -> ", did you mean '" + near + "'?")
                                .orElse("")
                : "has a value of another type";
        return answer(
                Status.BAD_REQUEST,
                INVALID,
                "The body is not a catalog's",
                List.of(new Problem.Violation(field.isEmpty() ? "body" : field, message)));
    }

    private static List<String> known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
    }

    /** A body that is no JSON, or nobody who may ask. */
    static Response of(WebApplicationException failure) {
        Response refused = failure.getResponse();
        Status status = Status.fromStatusCode(refused.getStatus());
        if (status == Status.BAD_REQUEST) {
            @Nullable Throwable cause = failure.getCause();
            return answer(status, INVALID, cause == null ? "The body is not JSON" : firstLine(cause), List.of());
        }
        Response answer = answer(
                status,
                StandardErrorCode.PERMISSION_DENIED.name(),
                refused.hasEntity() ? String.valueOf(refused.getEntity()) : status.getReasonPhrase(),
                List.of());
        @Nullable String challenge = refused.getHeaderString(HttpHeaders.WWW_AUTHENTICATE);
        return challenge == null
                ? answer
                : Response.fromResponse(answer)
                        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                        .build();
    }

    static Response badRequest(String detail) {
        return answer(Status.BAD_REQUEST, INVALID, detail, List.of());
    }

    /** What comes after is about the reader's own classes. */
    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("The body is not JSON");
    }

    /** Without the method and its parameter, which a path begins with. */
    private static Problem.Violation violation(ConstraintViolation<?> violation) {
        List<String> names = new ArrayList<>();
        for (Path.Node node : violation.getPropertyPath()) {
            @Nullable Object key = node.getKey();
            if (key != null) {
                names.add(String.valueOf(key));
            } else if (node.getName() != null && !node.getName().startsWith("<")) {
                names.add(node.getName());
            }
        }
        List<String> inside = names.size() > 2 ? names.subList(2, names.size()) : List.of("body");
        return new Problem.Violation(String.join(".", inside), violation.getMessage());
    }

    private static Response answer(Status status, String errorName, String detail, List<Problem.Violation> violations) {
        return Response.status(status)
                .type(Problem.TYPE)
                .entity(new Problem(status.getReasonPhrase(), status.getStatusCode(), detail, errorName, violations))
                .build();
    }
}
