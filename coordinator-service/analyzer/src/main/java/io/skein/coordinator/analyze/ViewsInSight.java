package io.skein.coordinator.analyze;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The views whose queries are being planned, one within the other.
 *
 * @param replaced the view that the statement makes anew
 * @param open those on the way from the statement to here
 */
record ViewsInSight(Optional<Tables.Name> replaced, Set<Tables.Name> open) {
    static final ViewsInSight NONE = new ViewsInSight(Optional.empty(), Set.of());

    ViewsInSight {
        open = Set.copyOf(open);
    }

    static ViewsInSight replacing(Tables.Name view) {
        return new ViewsInSight(Optional.of(view), Set.of());
    }

    ViewsInSight within(Tables.Name view) {
        Set<Tables.Name> deeper = new HashSet<>(open);
        deeper.add(view);
        return new ViewsInSight(replaced, deeper);
    }
}
