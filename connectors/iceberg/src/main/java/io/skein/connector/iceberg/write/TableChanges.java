package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.IcebergTypes;
import io.skein.connector.iceberg.table.PropertyChanges;
import io.skein.connector.iceberg.table.TableFields;
import io.skein.connector.iceberg.table.TableShape;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.TableChange;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types.NestedField;

/** Changes of one table, each a commit of its own. Files stay as they are: columns are known by their field ids. */
final class TableChanges {
    private final String catalog;
    private final Table table;

    TableChanges(String catalog, Table table) {
        this.catalog = catalog;
        this.table = table;
    }

    void make(TableChange change) {
        switch (change) {
            case TableChange.AddColumn(ColumnMetadata column) -> add(column);
            case TableChange.DropColumn(String column) ->
                schema().deleteColumn(stored(column)).commit();
            case TableChange.RenameColumn(String column, String newName) ->
                schema().renameColumn(stored(column), newName).commit();
            case TableChange.SetColumnType(String column, Type type) -> setType(column, type);
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
                new PropertyChanges(catalog, table).make(properties);
            case TableChange.Truncate _ ->
                table.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
        }
    }

    private void add(ColumnMetadata column) {
        if (!column.nullable()) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "This connector does not support adding not null columns");
        }
        schema().addColumn(
                        null,
                        column.name(),
                        IcebergTypes.toIceberg(column.type(), new AtomicInteger()::incrementAndGet),
                        column.comment().orElse(null))
                .commit();
    }

    private void setType(String column, Type type) {
        NestedField field = field(column);
        org.apache.iceberg.types.Type wanted = IcebergTypes.toIceberg(type, new AtomicInteger()::incrementAndGet);
        if (!field.type().isPrimitiveType() || !wanted.isPrimitiveType()) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Iceberg doesn't support changing field type from or to non-primitive types");
        }
        try {
            schema().updateColumn(field.name(), wanted.asPrimitiveType()).commit();
        } catch (IllegalArgumentException impossible) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Failed to set column type: " + impossible.getMessage(),
                    impossible);
        }
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
