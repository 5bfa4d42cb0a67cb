package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.parse.Exclusion;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.Identifier;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What EXCLUDE leaves of a star's columns. */
final class StarColumns {
    private final AllColumns all;
    private final List<Identifier> excluded;

    StarColumns(AllColumns all, Exclusion star) {
        this.all = all;
        this.excluded = star.excluded();
    }

    List<SelectList.Item> kept(List<SelectList.Item> found) {
        if (excluded.isEmpty()) {
            return found;
        }
        Set<String> names = new HashSet<>();
        for (Identifier name : excluded) {
            if (!names.add(name.getValue().toLowerCase(Locale.ENGLISH))) {
                throw Errors.at(
                        name,
                        StandardErrorCode.DUPLICATE_COLUMN_NAME,
                        "Column '%s' is excluded more than once",
                        name.getValue());
            }
            if (found.stream().noneMatch(item -> item.named(name))) {
                throw Errors.at(
                        name, StandardErrorCode.COLUMN_NOT_FOUND, "Column '%s' cannot be resolved", name.getValue());
            }
        }
        List<SelectList.Item> kept = found.stream()
                .filter(item -> excluded.stream().noneMatch(item::named))
                .toList();
        if (kept.isEmpty()) {
            throw Errors.at(all, StandardErrorCode.COLUMN_NOT_FOUND, "All columns are excluded");
        }
        return kept;
    }
}
