package io.skein.spi.connector;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A change of a table that is there, {@code ALTER TABLE}'s and its like. That it fits the table has been found before. */
public sealed interface TableChange {
    /** What a source that cannot do it does not support, in Trino's words: {@code adding columns}. */
    String description();

    /** The refusal of a source that cannot do it. */
    default SkeinException unsupported() {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support " + description());
    }

    /** Rows that are there have NULL in the new column. */
    record AddColumn(ColumnMetadata column, Position position) implements TableChange {
        /** The new column comes last. */
        public AddColumn(ColumnMetadata column) {
            this(column, new Position.Last());
        }

        @Override
        public String description() {
            return switch (position) {
                case Position.First _ -> "adding columns with FIRST clause";
                case Position.After _ -> "adding columns with AFTER clause";
                case Position.Last _ -> "adding columns";
            };
        }

        /** Where the column comes. */
        public sealed interface Position {
            record First() implements Position {}

            record After(String column) implements Position {}

            record Last() implements Position {}
        }
    }

    /** @param parent the column, and the fields within it down to the row that gets the field; an array's rows are its {@code element} */
    record AddField(List<String> parent, String field, Type type) implements TableChange {
        public AddField {
            parent = List.copyOf(parent);
        }

        @Override
        public String description() {
            return "adding fields";
        }
    }

    /** @param path the column, and the fields within it down to the one that goes */
    record DropField(List<String> path) implements TableChange {
        public DropField {
            path = List.copyOf(path);
        }

        @Override
        public String description() {
            return "dropping fields";
        }
    }

    /** @param path the column, and the fields within it down to the one that is renamed */
    record RenameField(List<String> path, String newName) implements TableChange {
        public RenameField {
            path = List.copyOf(path);
        }

        @Override
        public String description() {
            return "renaming fields";
        }
    }

    /** @param path the column, and the fields within it down to the one whose type changes */
    record SetFieldType(List<String> path, Type type) implements TableChange {
        public SetFieldType {
            path = List.copyOf(path);
        }

        @Override
        public String description() {
            return "setting field types";
        }
    }

    record DropColumn(String column) implements TableChange {
        @Override
        public String description() {
            return "dropping columns";
        }
    }

    record RenameColumn(String column, String newName) implements TableChange {
        @Override
        public String description() {
            return "renaming columns";
        }
    }

    record SetColumnType(String column, Type type) implements TableChange {
        @Override
        public String description() {
            return "setting column types";
        }
    }

    record DropNotNull(String column) implements TableChange {
        @Override
        public String description() {
            return "dropping a not null constraint";
        }
    }

    /** An empty comment takes it away. */
    record SetComment(Optional<String> comment) implements TableChange {
        @Override
        public String description() {
            return "setting table comments";
        }
    }

    /** An empty comment takes it away. */
    record SetColumnComment(String column, Optional<String> comment) implements TableChange {
        @Override
        public String description() {
            return "setting column comments";
        }
    }

    /** Values as SQL literals; an empty one goes back to its default. */
    record SetProperties(Map<String, Optional<String>> properties) implements TableChange {
        public SetProperties {
            properties = Map.copyOf(properties);
        }

        @Override
        public String description() {
            return "setting table properties";
        }
    }

    /** All rows go. */
    record Truncate() implements TableChange {
        @Override
        public String description() {
            return "truncating tables";
        }
    }
}
