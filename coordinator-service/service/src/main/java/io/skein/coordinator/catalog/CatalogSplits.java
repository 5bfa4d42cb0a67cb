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

    /**
     * Hands the splits over batch by batch, as they are made; a sink that blocks holds the source back, one that throws ends it.
     *
     * @return what is to be run when the splits have been read
     */
    public Runnable forEach(
            TableReference table, List<ColumnHandle> columns, Constraint constraint, Consumer<List<Split>> sink) {
        SplitsRequest request = SplitsRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .addAllColumns(TableCodec.encodeColumns(columns))
                .setConstraint(ConstraintCodec.encode(constraint))
                .build();
        CatalogVersion version = pins.version(table.catalog());
        Context.CancellableContext context =
                version.attachedTo(caller.attachedTo(Context.ROOT)).withCancellation();
        try {
            context.run(() -> {
                Iterator<SplitBatch> batches =
                        CatalogServiceGrpc.newBlockingStub(channel).splits(request);
                boolean last = false;
                while (!last && batches.hasNext()) {
                    SplitBatch batch = batches.next();
                    sink.accept(batch.getSplitsList());
                    last = batch.getLast();
                }
            });
            return () -> context.cancel(null);
        } catch (io.grpc.StatusRuntimeException failure) {
            context.cancel(failure);
            throw CatalogCalls.translated(failure);
        } catch (RuntimeException failure) {
            context.cancel(failure);
            throw failure;
        }
    }
}
