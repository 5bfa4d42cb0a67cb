package io.skein.catalog.serve;

import io.skein.catalog.registry.ConnectorLease;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorAnalysis;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorFunctions;
import io.skein.spi.connector.ConnectorMaterializedViews;
import io.skein.spi.connector.ConnectorProcedures;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.ConnectorViews;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.pushdown.ConnectorPushdown;

/** Facets that a connector may lack; then the statement is refused in Trino's words. */
final class Facets {
    private Facets() {}

    /** @param what for example {@code creating schemas} */
    static ConnectorDefinition definition(ConnectorLease lease, String what) {
        return lease.connector()
                .definition()
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support " + what));
    }

    static ConnectorRowChanges rowChanges(Connector connector) {
        return connector
                .rowChanges()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "This connector does not support modifying table rows"));
    }

    static ConnectorAnalysis analysis(ConnectorLease lease) {
        return lease.connector()
                .analysis()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "This connector does not support analyzing tables"));
    }

    static ConnectorProcedures procedures(ConnectorLease lease) {
        return lease.connector()
                .procedures()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "This connector does not support table procedures"));
    }

    static ConnectorPushdown pushdown(ConnectorLease lease) {
        return lease.connector()
                .pushdown()
                .orElseThrow(() -> new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "This connector does not take work of queries"));
    }

    /** @param what for example {@code creating views} */
    static ConnectorViews views(ConnectorLease lease, String what) {
        return lease.connector()
                .views()
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support " + what));
    }

    /** @param what for example {@code creating materialized views} */
    static ConnectorMaterializedViews materializedViews(ConnectorLease lease, String what) {
        return lease.connector()
                .materializedViews()
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support " + what));
    }

    /** @param what for example {@code creating functions} */
    static ConnectorFunctions functions(ConnectorLease lease, String what) {
        return lease.connector()
                .functions()
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.NOT_SUPPORTED, "This connector does not support " + what));
    }
}
