package io.skein.catalog.serve;

import io.skein.catalog.registry.ConnectorLease;
import io.skein.proto.v1.FindTableReply;
import io.skein.proto.v1.ListTablesReply;
import io.skein.rpc.catalog.MaterializedViewCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.ViewCodec;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorMetadata.FoundTable;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.VersionPointer;
import java.util.Optional;

/** Tables and views, which share their names: one question for both. */
final class Relations {
    private Relations() {}

    static ListTablesReply list(ConnectorLease lease, Optional<String> schema) {
        Connector connector = lease.connector();
        ListTablesReply.Builder reply = ListTablesReply.newBuilder();
        connector.metadata().tables(schema).forEach(table -> reply.addTables(TableCodec.encode(table)));
        connector
                .views()
                .ifPresent(views -> views.views(schema).forEach(view -> reply.addViews(TableCodec.encode(view))));
        connector
                .materializedViews()
                .ifPresent(views -> views.materializedViews(schema)
                        .forEach(view -> reply.addMaterializedViews(TableCodec.encode(view))));
        return reply.build();
    }

    /** A table that nobody can change. */
    static FindTableReply of(Connector connector, FoundTable table) {
        return FindTableReply.newBuilder()
                .setHandle(TableCodec.encode(table.handle()))
                .setMetadata(TableCodec.encode(table.metadata()))
                .setTakesWork(connector.pushdown().isPresent())
                .build();
    }

    static FindTableReply find(ConnectorLease lease, SchemaTableName name, Optional<VersionPointer> version) {
        Connector connector = lease.connector();
        ConnectorMetadata metadata = connector.metadata();
        FindTableReply.Builder reply = FindTableReply.newBuilder();
        Optional<FoundTable> table = version.isPresent()
                ? metadata.table(name, version.get())
                        .map(handle -> new FoundTable(handle, metadata.tableMetadata(handle)))
                : metadata.find(name);
        table.ifPresent(found -> reply.setHandle(TableCodec.encode(found.handle()))
                .setMetadata(TableCodec.encode(found.metadata()))
                .setChangeable(connector.rowChanges().isPresent())
                .setTakesWork(connector.pushdown().isPresent()));
        if (table.isEmpty()) {
            connector
                    .materializedViews()
                    .flatMap(views -> views.materializedView(name))
                    .ifPresent(view -> reply.setMaterializedView(MaterializedViewCodec.encode(view)));
        }
        if (table.isEmpty() && !reply.hasMaterializedView()) {
            connector
                    .views()
                    .flatMap(views -> views.view(name))
                    .ifPresent(view -> reply.setView(ViewCodec.encode(view)));
        }
        return reply.build();
    }
}
