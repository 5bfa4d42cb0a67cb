package io.skein.auth.group;

import java.util.Set;

/** Knows a user's groups. */
@FunctionalInterface
public interface Groups {
    Set<String> of(String user);

    /** Nobody is in any group. */
    static Groups none() {
        return _ -> Set.of();
    }
}
