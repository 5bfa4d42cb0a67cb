package io.skein.coordinator.analyze.scope;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The views and stored functions whose texts are being planned, one within the other.
 *
 * @param replaced the view that the statement makes anew
 * @param views those on the way from the statement to here
 * @param functions those on the way, with their signatures
 */
public record OpenDefinitions(Optional<Tables.Name> replaced, Set<Tables.Name> views, Set<String> functions) {
    static final OpenDefinitions NONE = new OpenDefinitions(Optional.empty(), Set.of(), Set.of());

    public OpenDefinitions {
        views = Set.copyOf(views);
        functions = Set.copyOf(functions);
    }

    static OpenDefinitions replacing(Tables.Name view) {
        return new OpenDefinitions(Optional.of(view), Set.of(), Set.of());
    }

    OpenDefinitions within(Tables.Name view) {
        return new OpenDefinitions(replaced, with(views, view), functions);
    }

    OpenDefinitions within(String function) {
        return new OpenDefinitions(replaced, views, with(functions, function));
    }

    private static <T> Set<T> with(Set<T> open, T more) {
        Set<T> deeper = new HashSet<>(open);
        deeper.add(more);
        return deeper;
    }
}
