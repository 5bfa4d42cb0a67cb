package io.skein.rpc.catalog;

import com.google.protobuf.ByteString;
import io.skein.proto.v1.Column;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.type.TypeParser;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Table names, handles, columns and shapes. */
public final class TableCodec {
    private TableCodec() {}

    public static io.skein.proto.v1.SchemaTableName encode(SchemaTableName name) {
        return io.skein.proto.v1.SchemaTableName.newBuilder()
                .setSchema(name.schema())
                .setTable(name.table())
                .build();
    }

    public static SchemaTableName decode(io.skein.proto.v1.SchemaTableName name) {
        return new SchemaTableName(name.getSchema(), name.getTable());
    }

    public static io.skein.proto.v1.TableHandle encode(TableHandle handle) {
        return io.skein.proto.v1.TableHandle.newBuilder()
                .setName(encode(handle.name()))
                .setData(ByteString.copyFrom(handle.data()))
                .build();
    }

    public static TableHandle decode(io.skein.proto.v1.TableHandle handle) {
        return new TableHandle(decode(handle.getName()), handle.getData().toByteArray());
    }

    public static Column encode(ColumnHandle column) {
        Column.Builder builder =
                Column.newBuilder().setName(column.name()).setType(column.type().displayName());
        column.fieldId().ifPresent(builder::setFieldId);
        return builder.build();
    }

    public static ColumnHandle decode(Column column) {
        return new ColumnHandle(
                column.getName(),
                TypeParser.parse(column.getType()),
                column.hasFieldId() ? OptionalInt.of(column.getFieldId()) : OptionalInt.empty());
    }

    public static List<Column> encodeColumns(List<ColumnHandle> columns) {
        return columns.stream().map(TableCodec::encode).toList();
    }

    public static List<ColumnHandle> decodeColumns(List<Column> columns) {
        return columns.stream().map(TableCodec::decode).toList();
    }

    public static io.skein.proto.v1.ColumnMetadata encode(ColumnMetadata column) {
        io.skein.proto.v1.ColumnMetadata.Builder builder = io.skein.proto.v1.ColumnMetadata.newBuilder()
                .setColumn(encode(column.handle()))
                .setNullable(column.nullable())
                .setHidden(column.hidden());
        column.comment().ifPresent(builder::setComment);
        return builder.build();
    }

    public static ColumnMetadata decode(io.skein.proto.v1.ColumnMetadata column) {
        return new ColumnMetadata(
                decode(column.getColumn()),
                column.getNullable(),
                column.getHidden(),
                column.hasComment() ? Optional.of(column.getComment()) : Optional.empty());
    }

    public static io.skein.proto.v1.TableMetadata encode(TableMetadata table) {
        io.skein.proto.v1.TableMetadata.Builder builder = io.skein.proto.v1.TableMetadata.newBuilder()
                .setName(encode(table.name()))
                .putAllProperties(table.properties());
        table.columns().forEach(column -> builder.addColumns(encode(column)));
        table.comment().ifPresent(builder::setComment);
        return builder.build();
    }

    public static TableMetadata decode(io.skein.proto.v1.TableMetadata table) {
        return new TableMetadata(
                decode(table.getName()),
                table.getColumnsList().stream().map(TableCodec::decode).toList(),
                table.getPropertiesMap(),
                table.hasComment() ? Optional.of(table.getComment()) : Optional.empty());
    }
}
