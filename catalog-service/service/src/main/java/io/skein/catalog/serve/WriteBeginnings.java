package io.skein.catalog.serve;

import io.skein.catalog.registry.Catalogs;
import io.skein.catalog.registry.ConnectorLease;
import io.skein.catalog.write.OpenWrites;
import io.skein.proto.v1.AnalyzeTarget;
import io.skein.proto.v1.BeginWriteRequest;
import io.skein.proto.v1.ChangeTarget;
import io.skein.proto.v1.RefreshTarget;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Set;

/** Begins each kind of write with the facet of the connector that can do it; the write keeps its lease until it ends. */
final class WriteBeginnings {
    private final Catalogs catalogs;
    private final OpenWrites writes;

    WriteBeginnings(Catalogs catalogs, OpenWrites writes) {
        this.catalogs = catalogs;
        this.writes = writes;
    }

    io.skein.spi.connector.WriteHandle begin(BeginWriteRequest request) {
        String catalog = request.getCatalog();
        ConnectorLease lease = catalogs.lease(catalog);
        return switch (request.getTargetCase()) {
            case CREATE ->
                writes.begin(
                        catalog,
                        lease,
                        connector -> connector.beginCreate(
                                TableCodec.decode(request.getCreate().getTable()),
                                request.getCreate().getReplace()));
            case INSERT -> {
                TableHandle table = TableCodec.decode(request.getInsert().getTable());
                yield writes.begin(
                        catalog,
                        lease,
                        connector ->
                                connector.beginInsert(table, request.getInsert().getColumnsList()));
            }
            case CHANGE -> {
                ChangeTarget change = request.getChange();
                yield writes.begin(
                        catalog,
                        lease,
                        _ -> Facets.rowChanges(lease.connector())
                                .begin(
                                        TableCodec.decode(change.getTable()),
                                        new ChangedColumns(
                                                change.getColumnsList(),
                                                Set.copyOf(change.getUpdatedList()),
                                                Set.copyOf(change.getInsertedList())),
                                        ConstraintCodec.decode(change.getRead())));
            }
            case REWRITE ->
                writes.begin(
                        catalog, lease, _ -> Facets.procedures(lease).begin(TableCodec.decode(request.getRewrite())));
            case REFRESH -> {
                RefreshTarget refresh = request.getRefresh();
                yield writes.begin(
                        catalog,
                        lease,
                        _ -> Facets.materializedViews(lease, "refreshing materialized views")
                                .refresh(
                                        TableCodec.decode(refresh.getName()),
                                        refresh.getSourcesList().stream()
                                                .map(TableCodec::decode)
                                                .toList(),
                                        refresh.getForeign()));
            }
            case ANALYZE -> {
                AnalyzeTarget analyze = request.getAnalyze();
                yield writes.begin(
                        catalog,
                        lease,
                        _ -> Facets.analysis(lease)
                                .begin(
                                        TableCodec.decode(analyze.getTable()),
                                        analyze.getColumnsList(),
                                        analyze.getSessionMap()));
            }
            case TARGET_NOT_SET -> {
                lease.close();
                throw new SkeinException(StandardErrorCode.SERIALIZATION_ERROR, "A write of an unknown kind");
            }
        };
    }
}
