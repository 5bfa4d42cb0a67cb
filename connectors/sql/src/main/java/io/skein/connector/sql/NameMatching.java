package io.skein.connector.sql;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a name in a statement, always in lower case, finds one in the database. Column names are matched without case always, since a table's columns are
 * known when they are looked for.
 */
public enum NameMatching {
    /** By the same letters; names with upper-case letters cannot be found and are not listed. */
    EXACT {
        @Override
        public boolean reachable(String remote) {
            return remote.equals(lower(remote));
        }
    },
    /** By the same letters in any case. */
    CASE_INSENSITIVE {
        @Override
        public boolean reachable(String remote) {
            return true;
        }
    };

    /** Whether some name in a statement finds it. */
    public abstract boolean reachable(String remote);

    /** The one that the name finds; NOT_SUPPORTED where there are several. */
    public Optional<String> find(String name, List<String> remotes) {
        List<String> found = remotes.stream()
                .filter(remote -> reachable(remote) && lower(remote).equals(name))
                .toList();
        if (found.size() > 1) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Ambiguous name: " + name + " stands for each of " + String.join(", ", found));
        }
        return found.stream().findFirst();
    }

    /** As statements have it. */
    public static String lower(String remote) {
        return remote.toLowerCase(Locale.ENGLISH);
    }
}
