package io.skein.coordinator.fragment;

import io.skein.coordinator.metadata.TableReference;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.type.Type;
import java.util.List;

/**
 * A piece of the plan that runs as one kernel statement on each of its tasks.
 *
 * @param id 0 is the root, whose one task's output is the query's result
 * @param kernelSql reads each input by its name, exactly once; yields {@code outputs} in order (the rows to write, where it writes), and after them the partition number (INTEGER, from 0)
 *     when the output is hash partitioned
 * @param keepJoinOrder the kernel must not reorder joins: its inputs carry no statistics
 * @param writes whether the rows go to the query's write target, so that the task answers the count of them
 */
public record Fragment(
        int id,
        String kernelSql,
        List<Input> inputs,
        List<OutputColumn> outputs,
        Partitioning partitioning,
        Placement placement,
        boolean keepJoinOrder,
        boolean writes) {
    public Fragment {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A column of the output, by its kernel name. */
    public record OutputColumn(String name, Type type) {}

    /** What a relation name in the SQL stands for. */
    public sealed interface Input {
        String name();

        /** A table scan; the relation's columns are named by {@code symbols}, one for each column. */
        record Scan(
                String name,
                TableReference table,
                List<ColumnHandle> columns,
                List<String> symbols,
                Constraint constraint)
                implements Input {
            public Scan {
                columns = List.copyOf(columns);
                symbols = List.copyOf(symbols);
            }
        }

        /** The output of another fragment; with {@code ordering}, a merge of ordered streams (column name, ascending, nulls first). */
        record Exchange(String name, int fragment, List<OutputColumn> columns, List<MergeTerm> ordering)
                implements Input {
            public Exchange {
                columns = List.copyOf(columns);
                ordering = List.copyOf(ordering);
            }
        }
    }

    public record MergeTerm(int column, boolean ascending, boolean nullsFirst) {}

    /** Which consumer task gets a row. */
    public enum Partitioning {
        SINGLE,
        HASH,
        BROADCAST,
        ROUND_ROBIN
    }

    /** Where the tasks run. */
    public enum Placement {
        /** One task on one worker. */
        SINGLE,
        /** One task on every worker; splits of its scans are spread over them. */
        ALL_WORKERS
    }
}
