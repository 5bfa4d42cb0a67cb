package io.skein.spi.connector;

import java.util.List;

/** What a source can be told to do beyond SQL's own statements. */
public interface ConnectorProcedures {
    List<Procedure> procedures();

    /** Does what a procedure of {@link Procedure.Form#CALL} does. */
    void call(ProcedureCall call);

    /** Does what a procedure of {@link Procedure.Form#TABLE} does. */
    void execute(TableHandle table, ProcedureCall call);

    /**
     * The part of a table that a procedure of {@link Procedure.Form#REWRITE} reads, as a table of its own. Fails when the rows are not all rows of some
     * of the table's partitions.
     */
    TableHandle select(TableHandle table, ProcedureCall call, Constraint rows);

    /** Begins to write the rows of what {@link #select} answered anew. {@link ConnectorWrite} finishes or aborts it. */
    WriteHandle begin(TableHandle selected);
}
