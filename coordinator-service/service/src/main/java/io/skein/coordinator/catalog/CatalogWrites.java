package io.skein.coordinator.catalog;

import com.google.protobuf.ByteString;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.proto.v1.BeginWriteRequest;
import io.skein.proto.v1.CreateTarget;
import io.skein.proto.v1.FinishWriteRequest;
import io.skein.proto.v1.InsertTarget;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.WriteCodec;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;

/** Begins, commits and aborts writes through the catalog service. */
public final class CatalogWrites {
    private final CatalogCalls calls;

    CatalogWrites(CatalogCalls calls) {
        this.calls = calls;
    }

    public WriteHandle begin(WriteTarget target) {
        BeginWriteRequest.Builder request = BeginWriteRequest.newBuilder().setCatalog(target.catalog());
        switch (target) {
            case WriteTarget.Create create ->
                request.setCreate(CreateTarget.newBuilder()
                        .setTable(TableCodec.encode(create.table()))
                        .setReplace(create.replace()));
            case WriteTarget.Insert insert ->
                request.setInsert(InsertTarget.newBuilder()
                        .setTable(TableCodec.encode(insert.table().handle()))
                        .addAllColumns(insert.columns()));
        }
        return WriteCodec.decode(calls.call(stub -> stub.beginWrite(request.build())));
    }

    /** Commits. Fails with CONNECTOR_COMMIT_STATE_UNKNOWN when nobody can tell whether it happened: then do not abort. */
    public void finish(String catalog, WriteHandle handle, List<byte[]> fragments) {
        FinishWriteRequest request = request(catalog, handle, fragments);
        try {
            calls.call(stub -> stub.finishWrite(request));
        } catch (SkeinException failure) {
            if (CatalogCalls.outcomeUnknown(failure)) {
                throw new SkeinException(
                        StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN,
                        "The catalog service was lost while it committed the write to " + handle.table()
                                + ": whether the rows are there is not known",
                        failure);
            }
            throw failure;
        }
    }

    /** Drops what the sinks wrote, reported or not. */
    public void abort(String catalog, WriteHandle handle, List<byte[]> fragments) {
        FinishWriteRequest request = request(catalog, handle, fragments);
        calls.call(stub -> stub.abortWrite(request));
    }

    private static FinishWriteRequest request(String catalog, WriteHandle handle, List<byte[]> fragments) {
        return FinishWriteRequest.newBuilder()
                .setCatalog(catalog)
                .setHandle(WriteCodec.encode(handle))
                .addAllFragments(fragments.stream().map(ByteString::copyFrom).toList())
                .build();
    }
}
