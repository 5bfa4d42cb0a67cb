package io.skein.connector.tpcds;

import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.TpcdsException;
import io.trino.tpcds.row.TableRow;
import io.trino.tpcds.row.generator.RowGenerator;
import io.trino.tpcds.row.generator.RowGeneratorResult;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a split as the generator's own objects; the library's {@code Results} would format every column of each as text. */
final class GeneratedRows {
    private final Session session;
    private final RowGenerator generator;
    private final @Nullable RowGenerator parent;
    private final @Nullable RowGenerator child;
    private final long last;
    private long number;

    GeneratedRows(TpcdsSplit split, Session defaults) {
        Table table = Tables.get(split.table());
        session = defaults.withTable(table).withScale(split.scale());
        generator = generator(table);
        parent = table.isChild() ? generator(table.getParent()) : null;
        child = table.hasChild() ? generator(table.getChild()) : null;
        number = split.first();
        last = split.last();
        generators().forEach(each -> each.skipRowsUntilStartingRowNumber(split.first()));
    }

    /** The next row, null after the last. */
    @Nullable
    TableRow next() {
        while (number <= last) {
            RowGeneratorResult result = generate();
            if (result.shouldEndRow()) {
                generators().forEach(RowGenerator::consumeRemainingSeedsForRow);
                number++;
            }
            // The other rows belong to child tables, which are scans of their own; a sale without a return has none.
            List<TableRow> rows = result.getRowAndChildRows();
            if (!rows.isEmpty()) {
                return rows.getFirst();
            }
        }
        return null;
    }

    @SuppressWarnings("NullAway") // The library wants null where a table has no parent or no child.
    private RowGeneratorResult generate() {
        return generator.generateRowAndChildRows(number, session, parent, child);
    }

    private Stream<RowGenerator> generators() {
        return Stream.of(generator, parent, child).flatMap(Stream::ofNullable);
    }

    private static RowGenerator generator(Table table) {
        try {
            return (RowGenerator)
                    table.getRowGeneratorClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException failure) {
            throw new TpcdsException(failure.toString());
        }
    }
}
