package io.skein.coordinator.schedule;

import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Input;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.fragment.Fragment.Partitioning;
import io.skein.coordinator.fragment.Fragment.Placement;
import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.OptionalInt;

/** Small plans. */
final class Fragments {
    static final List<OutputColumn> COLUMNS = List.of(new OutputColumn("a", Type.Simple.BIGINT));

    private Fragments() {}

    static Fragment single(int id, Input... inputs) {
        return new Fragment(
                id, "SELECT " + id, List.of(inputs), COLUMNS, Partitioning.SINGLE, Placement.SINGLE, false, false);
    }

    static Fragment everywhere(int id, Partitioning partitioning, Input... inputs) {
        return new Fragment(
                id, "SELECT " + id, List.of(inputs), COLUMNS, partitioning, Placement.ALL_WORKERS, false, false);
    }

    static Input exchange(int fragment) {
        return new Input.Exchange("exchange_" + fragment, fragment, COLUMNS, List.of());
    }

    static Input scan(String name) {
        return new Input.Scan(
                name,
                new TableReference("tpch", new TableHandle(new SchemaTableName("tiny", name), new byte[0])),
                List.of(new ColumnHandle("a", Type.Simple.BIGINT, OptionalInt.empty())),
                List.of("a"),
                Constraint.ALL);
    }
}
