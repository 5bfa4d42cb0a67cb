package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Corresponding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CORRESPONDING: the columns whose names all branches of a set operation have, in the first one's order. */
final class CorrespondingColumns {
    private CorrespondingColumns() {}

    /** The branches with just those columns. */
    static List<RelationPlan> of(Corresponding corresponding, List<RelationPlan> branches) {
        if (!corresponding.getColumns().isEmpty()) {
            throw Errors.notSupported(corresponding, "CORRESPONDING with columns is unsupported");
        }
        List<Map<String, Field>> columns =
                branches.stream().map(branch -> named(branch, corresponding)).toList();
        List<String> common = columns.getFirst().keySet().stream()
                .filter(name -> columns.stream().allMatch(branch -> branch.containsKey(name)))
                .toList();
        if (common.isEmpty()) {
            throw Errors.at(corresponding, StandardErrorCode.INVALID_COLUMN_REFERENCE, "No corresponding columns");
        }
        List<RelationPlan> kept = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            List<Field> fields = common.stream().map(columns.get(i)::get).toList();
            RelationPlan branch = branches.get(i);
            kept.add(new RelationPlan(
                    branch.root(), new Scope(fields, branch.scope().outer())));
        }
        return kept;
    }

    private static Map<String, Field> named(RelationPlan branch, Corresponding corresponding) {
        Map<String, Field> named = new LinkedHashMap<>();
        for (Field field : branch.scope().visibleFields()) {
            String name = field.name().orElse("").toLowerCase(Locale.ENGLISH);
            if (!name.isEmpty() && named.put(name, field) != null) {
                throw Errors.at(corresponding, StandardErrorCode.AMBIGUOUS_NAME, "Column '%s' is ambiguous", name);
            }
        }
        return named;
    }
}
