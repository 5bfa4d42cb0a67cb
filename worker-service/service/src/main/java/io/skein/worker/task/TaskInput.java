package io.skein.worker.task;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.worker.exchange.ExchangeSource;
import io.skein.worker.exchange.MergeTerm;
import io.skein.worker.exchange.OutputSchema;
import io.skein.worker.scan.CatalogReference;
import java.util.List;
import java.util.Optional;

/** A relation that a task's SQL reads by name. */
public sealed interface TaskInput {
    String name();

    /**
     * Splits of a table; the relation's columns are named by {@code symbols}.
     *
     * @param predicate of the rows that are wanted, in the kernel's SQL
     */
    record Scan(
            String name,
            CatalogReference catalog,
            SchemaTableName table,
            List<ColumnHandle> columns,
            List<String> symbols,
            Constraint constraint,
            Optional<String> predicate,
            List<Split> splits)
            implements TaskInput {
        public Scan {
            columns = List.copyOf(columns);
            symbols = List.copyOf(symbols);
            splits = List.copyOf(splits);
        }
    }

    /** Other tasks' output; with an ordering, a merge of sources that are each in this order. */
    record Exchange(String name, OutputSchema schema, List<ExchangeSource> sources, List<MergeTerm> ordering)
            implements TaskInput {
        public Exchange {
            sources = List.copyOf(sources);
            ordering = List.copyOf(ordering);
        }
    }
}
