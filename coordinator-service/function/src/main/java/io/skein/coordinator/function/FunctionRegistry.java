package io.skein.coordinator.function;

import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.function.Argument.Typed;
import io.skein.coordinator.function.SignatureBinder.Coercing;
import io.skein.coordinator.function.aggregate.AggregateFunctions;
import io.skein.coordinator.function.scalar.ScalarFunctions;
import io.skein.coordinator.function.window.WindowFunctions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All functions and operators by name. Immutable but for a cache. */
public final class FunctionRegistry {
    private static final FunctionRegistry STANDARD = new FunctionRegistry(
            Stream.of(ScalarFunctions.all(), Iteration.all(), AggregateFunctions.all(), WindowFunctions.all())
                    .flatMap(List::stream)
                    .toList());

    private final Map<String, List<FunctionDefinition>> byName;
    private final Map<FunctionReference, FunctionDefinition> found = new ConcurrentHashMap<>();

    FunctionRegistry(List<FunctionDefinition> definitions) {
        byName = definitions.stream()
                .collect(
                        Collectors.groupingBy(FunctionDefinition::name, TreeMap::new, Collectors.toUnmodifiableList()));
    }

    public static FunctionRegistry standard() {
        return STANDARD;
    }

    public boolean contains(String name) {
        return !name.startsWith("$") && byName.containsKey(name);
    }

    /** What the name may be used as; empty when there is no such function. */
    public Optional<FunctionKind> kind(String name) {
        return Optional.ofNullable(byName.get(name))
                .map(overloads -> overloads.getFirst().kind());
    }

    /** The overloads of a name, none when there is no such function. */
    public List<FunctionDefinition> overloads(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The definition that a resolved reference stands for. */
    public FunctionDefinition definition(FunctionReference reference) {
        return found.computeIfAbsent(reference, this::find);
    }

    /** Whether the function may give another value at each call. */
    public boolean isVolatile(FunctionReference reference) {
        return definition(reference).determinism() == FunctionDefinition.Determinism.VOLATILE;
    }

    public Rendering scalar(FunctionReference reference) {
        FunctionDefinition definition = definition(reference);
        if (definition.body() instanceof FunctionBody.Scalar scalar) {
            return Picoseconds.computing(definition.signature(), scalar.rendering());
        }
        throw new IllegalArgumentException("Not a scalar function: " + reference);
    }

    /** The rendering of an aggregate or window function. */
    public AggregateRendering aggregate(FunctionReference reference) {
        return switch (definition(reference).body()) {
            case FunctionBody.Aggregate aggregate -> aggregate.rendering();
            case FunctionBody.Window window -> window.rendering();
            case FunctionBody.Scalar _ -> throw new IllegalArgumentException("Not an aggregate function: " + reference);
        };
    }

    /** How an aggregate splits into two phases; empty when it needs all its rows at one place. */
    public Optional<Decomposition> decomposition(FunctionReference reference) {
        return definition(reference).body() instanceof FunctionBody.Aggregate aggregate
                ? aggregate.decomposition().map(rule -> rule.decompose(reference))
                : Optional.empty();
    }

    /** Every function by name and signature, as SHOW FUNCTIONS lists them; operators are left out. */
    public List<FunctionSummary> summaries() {
        List<FunctionSummary> summaries = new ArrayList<>();
        byName.forEach((name, overloads) -> {
            if (!name.startsWith("$")) {
                overloads.forEach(definition -> summaries.add(summary(definition)));
            }
        });
        summaries.sort(Comparator.comparing(FunctionSummary::name)
                .thenComparing(FunctionSummary::returnType)
                .thenComparing(FunctionSummary::argumentTypes));
        return List.copyOf(summaries);
    }

    private static FunctionSummary summary(FunctionDefinition definition) {
        Signature signature = definition.signature();
        return new FunctionSummary(
                definition.name(),
                signature.result().text(),
                signature.parameters().stream().map(TypePattern::text).collect(Collectors.joining(", ")),
                definition.kind(),
                definition.determinism() == FunctionDefinition.Determinism.DETERMINISTIC,
                definition.description());
    }

    private FunctionDefinition find(FunctionReference reference) {
        List<Argument> arguments =
                reference.argumentTypes().stream().<Argument>map(Typed::new).toList();
        List<FunctionDefinition> overloads = overloads(reference.name());
        for (Coercing coercing : List.of(Coercing.NONE, Coercing.ALLOWED)) {
            for (boolean generic : new boolean[] {false, true}) {
                for (FunctionDefinition definition : overloads) {
                    if (definition.signature().generic() == generic
                            && SignatureBinder.bind(definition.signature(), arguments, coercing)
                                    .isPresent()) {
                        return definition;
                    }
                }
            }
        }
        throw new IllegalArgumentException("No such function: " + reference);
    }
}
