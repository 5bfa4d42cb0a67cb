package io.skein.coordinator.function;

import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A function of the registry: signature, what clients are told of it, and how the kernel runs it. */
public record FunctionDefinition(
        Signature signature, FunctionBody body, ResultRule result, String description, Determinism determinism) {
    /** Whether equal arguments always give equal results. */
    public enum Determinism {
        DETERMINISTIC,
        VOLATILE
    }

    /** Result types that a signature cannot express: computed from the bound parameters and the signature's own result. */
    @FunctionalInterface
    public interface ResultRule {
        Type result(List<Type> parameters, Type declared);
    }

    public static FunctionDefinition scalar(String signature, String template) {
        return scalar(signature, Rendering.template(template));
    }

    public static FunctionDefinition scalar(String signature, Rendering rendering) {
        return of(signature, new FunctionBody.Scalar(rendering));
    }

    public static FunctionDefinition aggregate(String signature, AggregateRendering rendering) {
        return of(signature, new FunctionBody.Aggregate(rendering, Optional.empty()));
    }

    public static FunctionDefinition aggregate(
            String signature, AggregateRendering rendering, Decomposition.Rule decomposition) {
        return of(signature, new FunctionBody.Aggregate(rendering, Optional.of(decomposition)));
    }

    public static FunctionDefinition window(String signature, AggregateRendering rendering) {
        return of(signature, new FunctionBody.Window(rendering));
    }

    private static FunctionDefinition of(String signature, FunctionBody body) {
        return new FunctionDefinition(
                SignatureParser.parse(signature), body, (_, declared) -> declared, "", Determinism.DETERMINISTIC);
    }

    public FunctionDefinition describedAs(String text) {
        return new FunctionDefinition(signature, body, result, text, determinism);
    }

    /** With a result type computed from the bound parameter types. */
    public FunctionDefinition returning(ResultRule rule) {
        return new FunctionDefinition(signature, body, rule, description, determinism);
    }

    /** With a result type that follows the first parameter's. */
    public FunctionDefinition returningOfFirst(UnaryOperator<Type> rule) {
        return returning((parameters, _) -> rule.apply(parameters.getFirst()));
    }

    public FunctionDefinition asVolatile() {
        return new FunctionDefinition(signature, body, result, description, Determinism.VOLATILE);
    }

    public String name() {
        return signature.name();
    }

    public FunctionKind kind() {
        return switch (body) {
            case FunctionBody.Scalar _ -> FunctionKind.SCALAR;
            case FunctionBody.Aggregate _ -> FunctionKind.AGGREGATE;
            case FunctionBody.Window _ -> FunctionKind.WINDOW;
        };
    }
}
