package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.connector.iceberg.table.IcebergTypes;
import io.skein.connector.iceberg.table.TableFields;
import io.skein.connector.iceberg.table.TableShape;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableChange.AddColumn.Position;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Changes of one table, each a commit of its own. Files stay as they are: columns are known by their field ids. */
final class TableChanges {
    private final NewTables rules;
    private final Table table;

    /** @param rules what tables may have */
    TableChanges(NewTables rules, Table table) {
        this.rules = rules;
        this.table = table;
    }

    void make(TableChange change) {
        switch (change) {
            case TableChange.AddColumn(ColumnMetadata column, Position position) -> add(column, position);
            case TableChange.AddField(List<String> parent, String field, Type type) ->
                schema().addColumn(path(parent), field, iceberg(type)).commit();
            case TableChange.DropField(List<String> path) ->
                schema().deleteColumn(path(path)).commit();
            case TableChange.RenameField(List<String> path, String newName) ->
                schema().renameColumn(path(path), newName).commit();
            case TableChange.SetFieldType(List<String> path, Type type) -> setType(path(path), type, "field");
            case TableChange.DropColumn(String column) ->
                schema().deleteColumn(stored(column)).commit();
            case TableChange.RenameColumn(String column, String newName) ->
                schema().renameColumn(stored(column), newName).commit();
            case TableChange.SetColumnType(String column, Type type) -> setType(stored(column), type, "column");
            case TableChange.DropNotNull(String column) ->
                schema().makeColumnOptional(stored(column)).commit();
            case TableChange.SetComment(Optional<String> comment) -> {
                UpdateProperties update = table.updateProperties();
                comment.ifPresentOrElse(
                        text -> update.set(TableShape.COMMENT, text), () -> update.remove(TableShape.COMMENT));
                update.commit();
            }
            case TableChange.SetColumnComment(String column, Optional<String> comment) ->
                schema().updateColumnDoc(stored(column), comment.orElse(null)).commit();
            case TableChange.SetProperties(Map<String, Optional<String>> properties) ->
                rules.changes(table).make(properties);
            case TableChange.Truncate _ ->
                table.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
        }
    }

    private void add(ColumnMetadata column, Position position) {
        if (!column.nullable()) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "This connector does not support adding not null columns");
        }
        UpdateSchema update = schema().addColumn(
                        null,
                        column.name(),
                        iceberg(column.type()),
                        column.comment().orElse(null));
        switch (position) {
            case Position.First _ -> update.moveFirst(column.name());
            case Position.After(String other) -> update.moveAfter(column.name(), stored(other));
            case Position.Last _ -> {}
        }
        update.commit();
    }

    private void setType(String name, Type type, String what) {
        org.apache.iceberg.types.Type held = table.schema().findType(name);
        org.apache.iceberg.types.Type wanted = iceberg(type);
        if (!held.isPrimitiveType() || !wanted.isPrimitiveType()) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Iceberg doesn't support changing field type from or to non-primitive types");
        }
        try {
            schema().updateColumn(name, wanted.asPrimitiveType()).commit();
        } catch (IllegalArgumentException impossible) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_COMMIT_ERROR.code(),
                    "Failed to set " + what + " type: " + impossible.getMessage(),
                    impossible);
        }
    }

    private static org.apache.iceberg.types.Type iceberg(Type type) {
        return IcebergTypes.toIceberg(type, new AtomicInteger()::incrementAndGet);
    }

    /** A field's name in the library's form, with the names as the table has them. */
    private String path(List<String> names) {
        StringBuilder path = new StringBuilder();
        for (String name : names) {
            path.append(path.isEmpty() ? "" : ".").append(name);
            @Nullable NestedField field = table.schema().caseInsensitiveFindField(path.toString());
            if (field == null) {
                throw new SkeinException(
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "Field '" + path + "' does not exist in '" + table.name() + "'");
            }
            path.setLength(0);
            path.append(table.schema().findColumnName(field.fieldId()));
        }
        return path.toString();
    }

    private UpdateSchema schema() {
        return table.updateSchema();
    }

    /** The column's name as the table has it, which may not be in lower case. */
    private String stored(String column) {
        return field(column).name();
    }

    private NestedField field(String column) {
        return table.schema().columns().stream()
                .filter(field -> TableFields.name(field).equals(column))
                .findFirst()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "Column '" + column + "' does not exist in '" + table.name() + "'"));
    }
}
