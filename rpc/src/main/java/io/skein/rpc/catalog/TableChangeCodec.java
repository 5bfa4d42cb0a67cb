package io.skein.rpc.catalog;

import io.skein.proto.v1.AddColumn;
import io.skein.proto.v1.AddField;
import io.skein.proto.v1.FieldPath;
import io.skein.proto.v1.RenameColumn;
import io.skein.proto.v1.RenameField;
import io.skein.proto.v1.SetColumnComment;
import io.skein.proto.v1.SetColumnType;
import io.skein.proto.v1.SetComment;
import io.skein.proto.v1.SetFieldType;
import io.skein.proto.v1.SetProperties;
import io.skein.proto.v1.Truncate;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableChange.AddColumn.Position;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.TypeParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of tables. */
public final class TableChangeCodec {
    private TableChangeCodec() {}

    public static io.skein.proto.v1.TableChange encode(TableChange change) {
        io.skein.proto.v1.TableChange.Builder builder = io.skein.proto.v1.TableChange.newBuilder();
        switch (change) {
            case TableChange.AddColumn add -> builder.setAddColumn(encode(add));
            case TableChange.AddField add ->
                builder.setAddField(AddField.newBuilder()
                        .setParent(path(add.parent()))
                        .setField(add.field())
                        .setType(add.type().displayName()));
            case TableChange.DropField drop -> builder.setDropField(path(drop.path()));
            case TableChange.RenameField rename ->
                builder.setRenameField(
                        RenameField.newBuilder().setPath(path(rename.path())).setNewName(rename.newName()));
            case TableChange.SetFieldType set ->
                builder.setSetFieldType(SetFieldType.newBuilder()
                        .setPath(path(set.path()))
                        .setType(set.type().displayName()));
            case TableChange.DropColumn drop -> builder.setDropColumn(drop.column());
            case TableChange.RenameColumn rename ->
                builder.setRenameColumn(
                        RenameColumn.newBuilder().setColumn(rename.column()).setNewName(rename.newName()));
            case TableChange.SetColumnType set ->
                builder.setSetColumnType(SetColumnType.newBuilder()
                        .setColumn(set.column())
                        .setType(set.type().displayName()));
            case TableChange.DropNotNull drop -> builder.setDropNotNull(drop.column());
            case TableChange.SetComment set -> {
                SetComment.Builder comment = SetComment.newBuilder();
                set.comment().ifPresent(comment::setComment);
                builder.setSetComment(comment);
            }
            case TableChange.SetColumnComment set -> {
                SetColumnComment.Builder comment = SetColumnComment.newBuilder().setColumn(set.column());
                set.comment().ifPresent(comment::setComment);
                builder.setSetColumnComment(comment);
            }
            case TableChange.SetProperties set -> builder.setSetProperties(encode(set.properties()));
            case TableChange.Truncate _ -> builder.setTruncate(Truncate.getDefaultInstance());
        }
        return builder.build();
    }

    public static TableChange decode(io.skein.proto.v1.TableChange change) {
        return switch (change.getChangeCase()) {
            case ADD_COLUMN -> decode(change.getAddColumn());
            case ADD_FIELD ->
                new TableChange.AddField(
                        change.getAddField().getParent().getNamesList(),
                        change.getAddField().getField(),
                        TypeParser.parse(change.getAddField().getType()));
            case DROP_FIELD -> new TableChange.DropField(change.getDropField().getNamesList());
            case RENAME_FIELD ->
                new TableChange.RenameField(
                        change.getRenameField().getPath().getNamesList(),
                        change.getRenameField().getNewName());
            case SET_FIELD_TYPE ->
                new TableChange.SetFieldType(
                        change.getSetFieldType().getPath().getNamesList(),
                        TypeParser.parse(change.getSetFieldType().getType()));
            case DROP_COLUMN -> new TableChange.DropColumn(change.getDropColumn());
            case RENAME_COLUMN ->
                new TableChange.RenameColumn(
                        change.getRenameColumn().getColumn(),
                        change.getRenameColumn().getNewName());
            case SET_COLUMN_TYPE ->
                new TableChange.SetColumnType(
                        change.getSetColumnType().getColumn(),
                        TypeParser.parse(change.getSetColumnType().getType()));
            case DROP_NOT_NULL -> new TableChange.DropNotNull(change.getDropNotNull());
            case SET_COMMENT -> {
                SetComment set = change.getSetComment();
                yield new TableChange.SetComment(set.hasComment() ? Optional.of(set.getComment()) : Optional.empty());
            }
            case SET_COLUMN_COMMENT -> {
                SetColumnComment set = change.getSetColumnComment();
                yield new TableChange.SetColumnComment(
                        set.getColumn(), set.hasComment() ? Optional.of(set.getComment()) : Optional.empty());
            }
            case SET_PROPERTIES -> new TableChange.SetProperties(decode(change.getSetProperties()));
            case TRUNCATE -> new TableChange.Truncate();
            case CHANGE_NOT_SET ->
                throw new SkeinException(
                        StandardErrorCode.SERIALIZATION_ERROR, "A change of a table of an unknown kind");
        };
    }

    /** Values as SQL literals; those without one go back to their default. */
    public static SetProperties encode(Map<String, Optional<String>> properties) {
        SetProperties.Builder builder = SetProperties.newBuilder();
        properties.forEach((name, value) ->
                value.ifPresentOrElse(given -> builder.putValues(name, given), () -> builder.addDefaults(name)));
        return builder.build();
    }

    public static Map<String, Optional<String>> decode(SetProperties set) {
        Map<String, Optional<String>> properties = new HashMap<>();
        set.getValuesMap().forEach((name, value) -> properties.put(name, Optional.of(value)));
        set.getDefaultsList().forEach(name -> properties.put(name, Optional.empty()));
        return properties;
    }

    private static AddColumn encode(TableChange.AddColumn add) {
        AddColumn.Builder builder = AddColumn.newBuilder().setColumn(TableCodec.encode(add.column()));
        switch (add.position()) {
            case Position.First _ -> builder.setFirst(true);
            case Position.After(String column) -> builder.setAfter(column);
            case Position.Last _ -> {}
        }
        return builder.build();
    }

    private static TableChange decode(AddColumn add) {
        Position elsewhere = add.hasAfter() ? new Position.After(add.getAfter()) : new Position.Last();
        return new TableChange.AddColumn(
                TableCodec.decode(add.getColumn()), add.getFirst() ? new Position.First() : elsewhere);
    }

    private static FieldPath path(List<String> names) {
        return FieldPath.newBuilder().addAllNames(names).build();
    }
}
