package io.skein.coordinator.function;

import java.util.Optional;

/** How the kernel runs a function. */
public sealed interface FunctionBody {
    record Scalar(Rendering rendering) implements FunctionBody {}

    record Aggregate(AggregateRendering rendering, Optional<Decomposition.Rule> decomposition)
            implements FunctionBody {}

    record Window(AggregateRendering rendering) implements FunctionBody {}
}
