package io.skein.rpc.catalog;

import io.skein.proto.v1.RenameColumn;
import io.skein.proto.v1.SetColumnComment;
import io.skein.proto.v1.SetColumnType;
import io.skein.proto.v1.SetComment;
import io.skein.proto.v1.SetProperties;
import io.skein.proto.v1.Truncate;
import io.skein.spi.connector.TableChange;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.TypeParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Changes of tables. */
public final class TableChangeCodec {
    private TableChangeCodec() {}

    public static io.skein.proto.v1.TableChange encode(TableChange change) {
        io.skein.proto.v1.TableChange.Builder builder = io.skein.proto.v1.TableChange.newBuilder();
        switch (change) {
            case TableChange.AddColumn add -> builder.setAddColumn(TableCodec.encode(add.column()));
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
            case TableChange.SetProperties set -> {
                SetProperties.Builder properties = SetProperties.newBuilder();
                set.properties()
                        .forEach((name, value) -> value.ifPresentOrElse(
                                given -> properties.putValues(name, given), () -> properties.addDefaults(name)));
                builder.setSetProperties(properties);
            }
            case TableChange.Truncate _ -> builder.setTruncate(Truncate.getDefaultInstance());
        }
        return builder.build();
    }

    public static TableChange decode(io.skein.proto.v1.TableChange change) {
        return switch (change.getChangeCase()) {
            case ADD_COLUMN -> new TableChange.AddColumn(TableCodec.decode(change.getAddColumn()));
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
            case SET_PROPERTIES -> {
                Map<String, Optional<String>> properties = new HashMap<>();
                change.getSetProperties()
                        .getValuesMap()
                        .forEach((name, value) -> properties.put(name, Optional.of(value)));
                change.getSetProperties().getDefaultsList().forEach(name -> properties.put(name, Optional.empty()));
                yield new TableChange.SetProperties(properties);
            }
            case TRUNCATE -> new TableChange.Truncate();
            case CHANGE_NOT_SET ->
                throw new SkeinException(
                        StandardErrorCode.SERIALIZATION_ERROR, "A change of a table of an unknown kind");
        };
    }
}
