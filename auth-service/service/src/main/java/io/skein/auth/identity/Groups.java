package io.skein.auth.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups by user: lines {@code group:user,user} as Trino's file group provider reads them. */
record Groups(Map<String, Set<String>> byUser) {
    static final Groups NONE = new Groups(Map.of());

    Groups {
        byUser = Map.copyOf(byUser);
    }

    /**
     * Reads the lines of a group file; empty ones and those with {@code #} first are skipped.
     *
     * @throws IllegalArgumentException naming the line that is wrong
     */
    static Groups parse(List<String> lines) {
        Map<String, Set<String>> byUser = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).trim();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("line " + (i + 1) + ": expected group:user,user");
            }
            for (String user : line.substring(colon + 1).split(",")) {
                if (!user.isBlank()) {
                    byUser.computeIfAbsent(user.trim(), _ -> new HashSet<>())
                            .add(line.substring(0, colon).trim());
                }
            }
        }
        return new Groups(byUser);
    }

    Set<String> of(String user) {
        return Set.copyOf(byUser.getOrDefault(user, Set.of()));
    }
}
