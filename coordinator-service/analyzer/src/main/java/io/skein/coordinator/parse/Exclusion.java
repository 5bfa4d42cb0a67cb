package io.skein.coordinator.parse;

import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import java.util.List;
import java.util.Optional;

/**
 * A star of a select list and what EXCLUDE takes away from it.
 *
 * @param target what stands before the star
 * @param excluded the columns left out
 * @param aliases the columns' new names; none, or one for each
 */
public record Exclusion(Optional<Expression> target, List<Identifier> excluded, List<Identifier> aliases) {
    public Exclusion {
        excluded = List.copyOf(excluded);
        aliases = List.copyOf(aliases);
    }

    public static Exclusion of(AllColumns star) {
        List<Identifier> names = star.getAliases();
        if (names.isEmpty() || !names.getFirst().getValue().equals(ExcludeList.MARKER)) {
            return new Exclusion(star.getTarget(), List.of(), names);
        }
        Optional<Expression> target = star.getTarget()
                .filter(written ->
                        !(written instanceof Identifier name && name.getValue().equals(ExcludeList.EVERY)));
        return new Exclusion(target, names.subList(1, names.size()), List.of());
    }
}
