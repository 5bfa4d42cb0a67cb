package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The columns of a table or view that a statement makes of a query. */
public final class QueryColumns {
    private QueryColumns() {}

    /** @param aliases the columns' names; the query's own where empty */
    public static List<ColumnMetadata> of(Statement statement, RelationPlan query, List<Identifier> aliases) {
        List<Field> fields = query.scope().visibleFields();
        if (!aliases.isEmpty() && aliases.size() != fields.size()) {
            throw Errors.at(
                    aliases.getFirst(),
                    StandardErrorCode.MISMATCHED_COLUMN_ALIASES,
                    "Column alias list has %s entries but relation has %s columns",
                    aliases.size(),
                    fields.size());
        }
        List<ColumnMetadata> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            int position = i + 1;
            String name = (aliases.isEmpty()
                            ? fields.get(i)
                                    .name()
                                    .orElseThrow(() -> Errors.at(
                                            statement,
                                            StandardErrorCode.MISSING_COLUMN_NAME,
                                            "Column name not specified at position %s",
                                            position))
                            : aliases.get(i).getValue())
                    .toLowerCase(Locale.ENGLISH);
            if (!names.add(name)) {
                throw Errors.at(
                        statement,
                        StandardErrorCode.DUPLICATE_COLUMN_NAME,
                        "Column name '%s' specified more than once",
                        name);
            }
            if (fields.get(i).type() == Type.Simple.UNKNOWN) {
                throw Errors.at(statement, StandardErrorCode.COLUMN_TYPE_UNKNOWN, "Column type is unknown: %s", name);
            }
            columns.add(ColumnMetadata.of(name, fields.get(i).type()));
        }
        return columns;
    }
}
