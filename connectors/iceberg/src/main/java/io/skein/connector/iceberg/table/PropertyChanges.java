package io.skein.connector.iceberg.table;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Term;

/** ALTER TABLE SET PROPERTIES: one commit. Only what governs files that are still to be written can change. */
public final class PropertyChanges {
    private static final Set<String> CHANGEABLE = Stream.concat(
                    Stream.of(
                            TableOptions.FORMAT,
                            TableOptions.FORMAT_VERSION,
                            TableOptions.SORTED_BY,
                            TableOptions.PARTITIONING,
                            TableOptions.EXTRA_PROPERTIES),
                    OtherOptions.NAMES.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final PropertyRules rules;
    private final Table table;
    private final UnaryOperator<String> normalized;

    /** @param normalized the form of a location in which it can be compared */
    public PropertyChanges(PropertyRules rules, Table table, UnaryOperator<String> normalized) {
        this.rules = rules;
        this.table = table;
        this.normalized = normalized;
    }

    /** Sets the properties; an empty value is the default. */
    public void make(Map<String, Optional<String>> properties) {
        Map<String, String> given = new HashMap<>();
        properties.forEach((name, value) -> given.put(name, value.orElse("")));
        new PropertyValues(given).only(rules.catalog(), TableOptions.NAMES);
        TreeSet<String> fixed = new TreeSet<>(given.keySet());
        fixed.removeAll(CHANGEABLE);
        fixed.removeAll(UpkeepOptions.NAMES);
        if (!fixed.isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "The following properties cannot be updated: " + String.join(", ", fixed));
        }
        given.values().removeIf(String::isEmpty);
        PropertyValues values = new PropertyValues(given);
        TableOptions.requireParquet(values);
        Map<String, String> others = others(properties.keySet(), values);
        Map<String, String> extra = rules.extra(values.map(TableOptions.EXTRA_PROPERTIES), others.keySet());
        Transaction transaction = table.newTransaction();
        UpdateProperties update = transaction.updateProperties();
        if (properties.containsKey(TableOptions.FORMAT_VERSION)) {
            update.set(TableProperties.FORMAT_VERSION, String.valueOf(TableOptions.version(values)));
        }
        for (String name : OtherOptions.NAMES) {
            if (properties.containsKey(name)) {
                OtherOptions.keys(name, table.properties().keySet()).stream()
                        .filter(key -> !others.containsKey(key))
                        .forEach(update::remove);
            }
        }
        others.forEach(update::set);
        extra.forEach(update::set);
        Map<String, String> upkeep = UpkeepOptions.stored(values, rules);
        properties.keySet().stream()
                .filter(UpkeepOptions.NAMES::contains)
                .map(UpkeepOptions::keyOf)
                .filter(key -> !upkeep.containsKey(key))
                .forEach(update::remove);
        upkeep.forEach(update::set);
        try {
            update.commit();
        } catch (IllegalArgumentException | ValidationException refused) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_COMMIT_ERROR.code(), "Failed to set new property values", refused);
        }
        if (properties.containsKey(TableOptions.PARTITIONING)) {
            partition(
                    transaction.updateSpec(),
                    Partitioning.parse(table.schema(), values.texts(TableOptions.PARTITIONING)));
        }
        if (properties.containsKey(TableOptions.SORTED_BY)) {
            sort(transaction.replaceSortOrder(), Sorting.parse(table.schema(), values.texts(TableOptions.SORTED_BY)));
        }
        transaction.commitTransaction();
    }

    /** What the table will keep of these options, which it could have with those that it has. */
    private Map<String, String> others(Set<String> names, PropertyValues values) {
        Map<String, String> others =
                new OtherOptions(table.schema(), given -> rules.own(normalized.apply(given))).stored(values);
        Map<String, String> after = new HashMap<>(table.properties());
        OtherOptions.NAMES.stream()
                .filter(names::contains)
                .flatMap(name -> OtherOptions.keys(name, table.properties().keySet()).stream())
                .forEach(after::remove);
        after.putAll(others);
        OtherOptions.requireConsistent(after);
        return others;
    }

    /** Takes out the fields that are no more, and puts those in that are new. */
    private void partition(UpdatePartitionSpec update, PartitionSpec wanted) {
        for (PartitionField field : table.spec().fields()) {
            if (!field.transform().isVoid() && wanted.fields().stream().noneMatch(each -> same(field, each))) {
                update.removeField(field.name());
            }
        }
        for (PartitionField field : wanted.fields()) {
            if (table.spec().fields().stream().noneMatch(each -> same(field, each))) {
                update.addField(term(field));
            }
        }
        try {
            update.commit();
        } catch (IllegalArgumentException | ValidationException refused) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_COMMIT_ERROR.code(), "Failed to set new partitioning value", refused);
        }
    }

    private static boolean same(PartitionField one, PartitionField other) {
        return one.sourceId() == other.sourceId()
                && one.transform().toString().equals(other.transform().toString());
    }

    @SuppressWarnings("unchecked")
    private Term term(PartitionField field) {
        return Expressions.transform(
                table.schema().findColumnName(field.sourceId()),
                (org.apache.iceberg.transforms.Transform<?, Object>) field.transform());
    }

    private void sort(ReplaceSortOrder replacement, SortOrder order) {
        for (SortField field : order.fields()) {
            String column = table.schema().findColumnName(field.sourceId());
            if (field.direction() == SortDirection.ASC) {
                replacement.asc(column, field.nullOrder());
            } else {
                replacement.desc(column, field.nullOrder());
            }
        }
        replacement.commit();
    }
}
