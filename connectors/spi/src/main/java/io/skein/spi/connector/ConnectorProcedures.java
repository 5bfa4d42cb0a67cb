package io.skein.spi.connector;

import io.skein.spi.connector.ConnectorMetadata.FoundTable;
import java.util.List;

/** What a source can be told to do, or asked, beyond SQL's own statements. It is told only what {@link #procedures} has. */
public interface ConnectorProcedures {
    List<Procedure> procedures();

    /** Does what a procedure of {@link Procedure.Form#CALL} does. */
    default void call(ProcedureCall call) {
        throw new UnsupportedOperationException(call.name());
    }

    /** What a procedure of {@link Procedure.Form#FUNCTION} answers, as a table to be scanned. */
    default FoundTable table(ProcedureCall call) {
        throw new UnsupportedOperationException(call.name());
    }

    /** Does what a procedure of {@link Procedure.Form#TABLE} does. */
    default void execute(TableHandle table, ProcedureCall call) {
        throw new UnsupportedOperationException(call.name());
    }

    /**
     * The part of a table that a procedure of {@link Procedure.Form#REWRITE} reads, as a table of its own. Fails when the rows are not all rows of some
     * of the table's partitions.
     */
    default TableHandle select(TableHandle table, ProcedureCall call, Constraint rows) {
        throw new UnsupportedOperationException(call.name());
    }

    /** Begins to write the rows of what {@link #select} answered anew. {@link ConnectorWrite} finishes or aborts it. */
    default WriteHandle begin(TableHandle selected) {
        throw new UnsupportedOperationException(selected.toString());
    }
}
