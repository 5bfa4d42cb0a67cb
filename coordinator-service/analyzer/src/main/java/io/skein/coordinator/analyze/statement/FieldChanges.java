package io.skein.coordinator.analyze.statement;

import io.skein.coordinator.analyze.expression.TypeReader;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.statement.StatementPlan.CoordinatorCommand;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.TableChange;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.AddColumn;
import io.trino.sql.tree.ColumnPosition;
import io.trino.sql.tree.DropColumn;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.RenameColumn;
import io.trino.sql.tree.SetColumnType;
import io.trino.sql.tree.Statement;
import java.util.List;
import java.util.Locale;

/** ALTER TABLE of fields within columns of rows. */
final class FieldChanges {
    private static final CoordinatorCommand NOTHING = new CoordinatorCommand.Nothing();

    private final Statement statement;
    private final CatalogMetadata.ResolvedTable table;

    FieldChanges(Statement statement, CatalogMetadata.ResolvedTable table) {
        this.statement = statement;
        this.table = table;
    }

    CoordinatorCommand add(AddColumn add) {
        QualifiedName name = add.getColumn().getName();
        List<Identifier> written = name.getOriginalParts();
        if (TableChangePlanner.find(table, lower(name.getParts().getFirst())).isEmpty()) {
            throw Errors.at(
                    statement, StandardErrorCode.COLUMN_NOT_FOUND, "Column '%s' does not exist", written.getFirst());
        }
        if (!(add.getPosition().orElse(new ColumnPosition.Last()) instanceof ColumnPosition.Last)) {
            throw Errors.notSupported(statement, "Specifying column position is not supported for nested columns");
        }
        Type type = TypeReader.read(add.getColumn().getType())
                .orElseThrow(() -> Errors.at(
                        add.getColumn(),
                        StandardErrorCode.TYPE_NOT_FOUND,
                        "Unknown type '%s' for column '%s'",
                        TypeReader.text(add.getColumn().getType()),
                        written.getFirst()));
        List<String> parent = name.getParts().subList(0, name.getParts().size() - 1).stream()
                .map(FieldChanges::lower)
                .toList();
        Type row = within(parent, name.getParts());
        if (!(row instanceof Type.Row)) {
            throw unsupported(row);
        }
        String field = name.getSuffix();
        if (!candidates(row, field).isEmpty()) {
            if (add.isColumnNotExists()) {
                return NOTHING;
            }
            throw Errors.at(statement, StandardErrorCode.COLUMN_ALREADY_EXISTS, "Field '%s' already exists", field);
        }
        return change(new TableChange.AddField(parent, field, type));
    }

    CoordinatorCommand drop(DropColumn drop) {
        List<String> path = drop.getField().getParts();
        Type column = column(path);
        Type current = column;
        int siblings = 0;
        for (String name : path.subList(1, path.size())) {
            List<Type.Field> candidates =
                    current instanceof Type.Row ? candidates(current, name) : List.<Type.Field>of();
            if (candidates.size() > 1) {
                throw ambiguous(path.subList(1, path.size()), column);
            }
            if (candidates.isEmpty()) {
                if (drop.isColumnExists()) {
                    return NOTHING;
                }
                throw Errors.at(
                        statement,
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "Cannot resolve field '%s' within %s type when dropping %s in %s",
                        name,
                        current,
                        path.subList(1, path.size()),
                        column);
            }
            siblings = ((Type.Row) current).fields().size();
            current = candidates.getFirst().type();
        }
        if (siblings == 1) {
            throw Errors.notSupported(statement, "Cannot drop the only field in a row type");
        }
        return change(new TableChange.DropField(path));
    }

    CoordinatorCommand rename(RenameColumn rename) {
        List<String> path = rename.getSource().getParts();
        String target = lower(rename.getTarget().getValue());
        Type row = within(path.subList(0, path.size() - 1), path);
        List<Type.Field> sources = candidates(row, path.getLast());
        if (sources.isEmpty()) {
            if (rename.isColumnExists()) {
                return NOTHING;
            }
            throw Errors.at(
                    statement, StandardErrorCode.COLUMN_NOT_FOUND, "Field '%s' does not exist", lower(path.getFirst()));
        }
        if (sources.size() > 1) {
            throw ambiguous(path, column(path));
        }
        if (!candidates(row, target).isEmpty()) {
            throw Errors.at(statement, StandardErrorCode.COLUMN_ALREADY_EXISTS, "Field '%s' already exists", target);
        }
        return change(new TableChange.RenameField(path, target));
    }

    CoordinatorCommand setType(SetColumnType set, Type type) {
        List<String> path = set.getColumnName().getParts();
        within(path, path);
        return change(new TableChange.SetFieldType(path, type));
    }

    /** The type at the end of a path. */
    private Type within(List<String> path, List<String> whole) {
        Type current = column(path);
        for (String name : path.subList(1, path.size())) {
            List<Type.Field> candidates = candidates(current, name);
            if (candidates.isEmpty()) {
                throw Errors.at(
                        statement,
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "Field '%s' does not exist within %s",
                        name,
                        current);
            }
            if (candidates.size() > 1) {
                throw ambiguous(whole, column(path));
            }
            current = candidates.getFirst().type();
        }
        return current;
    }

    private Type column(List<String> path) {
        return TableChangePlanner.find(table, lower(path.getFirst()))
                .map(ColumnMetadata::type)
                .orElseThrow();
    }

    private static List<Type.Field> candidates(Type type, String name) {
        return switch (type) {
            case Type.Array(Type element) -> {
                if (!name.equals("element")) {
                    throw new SkeinException(
                            StandardErrorCode.NOT_SUPPORTED,
                            "ARRAY type should be denoted by 'element' in the path; found '" + name + "'");
                }
                yield List.of(new Type.Field(java.util.Optional.empty(), element));
            }
            case Type.Row(List<Type.Field> fields) ->
                fields.stream()
                        .filter(field ->
                                field.name().filter(name::equalsIgnoreCase).isPresent())
                        .toList();
            default -> throw unsupported(type);
        };
    }

    private static SkeinException unsupported(Type type) {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, "Unsupported type: " + type);
    }

    private SkeinException ambiguous(List<String> path, Type column) {
        return Errors.at(
                statement, StandardErrorCode.AMBIGUOUS_NAME, "Field path %s within %s is ambiguous", path, column);
    }

    private CoordinatorCommand change(TableChange change) {
        return new CoordinatorCommand.ChangeTable(table.reference(), change);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ENGLISH);
    }
}
