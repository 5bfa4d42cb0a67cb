package io.skein.spi.connector;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
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

    /** The new column comes last; rows that are there have NULL in it. */
    record AddColumn(ColumnMetadata column) implements TableChange {
        @Override
        public String description() {
            return "adding columns";
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
