package io.skein.coordinator.catalog;

import io.grpc.Channel;
import io.grpc.Context;
import io.skein.coordinator.metadata.TableReference;
import io.skein.proto.v1.CatalogServiceGrpc;
import io.skein.proto.v1.Split;
import io.skein.proto.v1.SplitBatch;
import io.skein.proto.v1.SplitsRequest;
import io.skein.rpc.Caller;
import io.skein.rpc.CatalogVersion;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.Constraint;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** A scan's splits. They pass the coordinator in their wire form: only workers look inside. */
public final class CatalogSplits {
    private final Channel channel;
    private final Caller caller;
    private final CatalogPins pins;

    CatalogSplits(Channel channel, Caller caller, CatalogPins pins) {
        this.channel = channel;
        this.caller = caller;
        this.pins = pins;
    }

    /** Hands the splits over batch by batch, as they are made; a sink that blocks holds the source back, one that throws ends it. */
    public void forEach(
            TableReference table, List<ColumnHandle> columns, Constraint constraint, Consumer<List<Split>> sink) {
        SplitsRequest request = SplitsRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .addAllColumns(TableCodec.encodeColumns(columns))
                .setConstraint(ConstraintCodec.encode(constraint))
                .build();
        CatalogVersion version = pins.version(table.catalog());
        try (Context.CancellableContext context =
                version.attachedTo(caller.attachedTo(Context.ROOT)).withCancellation()) {
            context.run(() -> {
                Iterator<SplitBatch> batches =
                        CatalogServiceGrpc.newBlockingStub(channel).splits(request);
                while (batches.hasNext()) {
                    sink.accept(batches.next().getSplitsList());
                }
            });
        } catch (io.grpc.StatusRuntimeException failure) {
            throw CatalogCalls.translated(failure);
        }
    }
}
