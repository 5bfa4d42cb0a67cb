package io.skein.coordinator.analyze.routine;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.CommentCharacteristic;
import io.trino.sql.tree.DeterministicCharacteristic;
import io.trino.sql.tree.FunctionSpecification;
import io.trino.sql.tree.LanguageCharacteristic;
import io.trino.sql.tree.NullInputCharacteristic;
import io.trino.sql.tree.PropertiesCharacteristic;
import io.trino.sql.tree.RoutineCharacteristic;
import io.trino.sql.tree.SecurityCharacteristic;
import java.util.List;
import java.util.Optional;

/**
 * What a function's declaration says beside its types and its body.
 *
 * @param strict whether it is NULL where an argument is
 * @param invoker whether it runs with the rights of whoever calls
 */
public record RoutineCharacteristics(boolean deterministic, boolean strict, boolean invoker, Optional<String> comment) {
    /** Fails on a clause that is given twice, on other languages than SQL, and on names that no function may have. */
    public static RoutineCharacteristics of(FunctionSpecification function) {
        Optional<LanguageCharacteristic> language = one(function, LanguageCharacteristic.class, "language");
        language.filter(given -> !given.getLanguage().getValue().equalsIgnoreCase("sql"))
                .ifPresent(given -> {
                    throw Errors.at(
                            given.getLanguage(),
                            StandardErrorCode.NOT_SUPPORTED,
                            "Unsupported function language: %s",
                            given.getLanguage().getCanonicalValue());
                });
        one(function, PropertiesCharacteristic.class, "properties").ifPresent(properties -> {
            throw Errors.at(
                    properties, StandardErrorCode.INVALID_FUNCTION_PROPERTY, "SQL functions do not support properties");
        });
        String name = function.getName().getSuffix();
        if (name.contains("@") || name.contains("$")) {
            throw Errors.notSupported(function, "Function name cannot contain '@' or '$'");
        }
        return new RoutineCharacteristics(
                one(function, DeterministicCharacteristic.class, "deterministic")
                        .map(DeterministicCharacteristic::isDeterministic)
                        .orElse(true),
                one(function, NullInputCharacteristic.class, "null-call")
                        .filter(given -> !given.isCalledOnNull())
                        .isPresent(),
                security(function)
                        .filter(SecurityCharacteristic.Security.INVOKER::equals)
                        .isPresent(),
                one(function, CommentCharacteristic.class, "comment").map(CommentCharacteristic::getComment));
    }

    static Optional<SecurityCharacteristic.Security> security(FunctionSpecification function) {
        return one(function, SecurityCharacteristic.class, "security").map(SecurityCharacteristic::getSecurity);
    }

    private static <C extends RoutineCharacteristic> Optional<C> one(
            FunctionSpecification function, Class<C> kind, String name) {
        List<C> given = function.getRoutineCharacteristics().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
        if (given.size() > 1) {
            throw Errors.at(given.get(1), StandardErrorCode.SYNTAX_ERROR, "Multiple %s clauses specified", name);
        }
        return given.stream().findFirst();
    }
}
