package io.skein.coordinator.catalog;

import com.google.protobuf.ByteString;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.statement.StatementPlan.WriteTarget;
import io.skein.proto.v1.AnalyzeTarget;
import io.skein.proto.v1.BeginWriteRequest;
import io.skein.proto.v1.CallProcedureRequest;
import io.skein.proto.v1.ChangeTarget;
import io.skein.proto.v1.CreateTarget;
import io.skein.proto.v1.DeleteRowsReply;
import io.skein.proto.v1.DeleteRowsRequest;
import io.skein.proto.v1.FinishWriteRequest;
import io.skein.proto.v1.InsertTarget;
import io.skein.proto.v1.RefreshTarget;
import io.skein.rpc.catalog.ConstraintCodec;
import io.skein.rpc.catalog.ProcedureCodec;
import io.skein.rpc.catalog.TableCodec;
import io.skein.rpc.catalog.WriteCodec;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.OptionalLong;

/** Begins, commits and aborts writes through the catalog service. */
public final class CatalogWrites {
    private final PinnedCalls calls;

    CatalogWrites(PinnedCalls calls) {
        this.calls = calls;
    }

    /** @param read what the statement reads of a table whose rows it changes */
    public WriteHandle begin(WriteTarget target, Constraint read) {
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
            case WriteTarget.Analyze analyze ->
                request.setAnalyze(AnalyzeTarget.newBuilder()
                        .setTable(TableCodec.encode(analyze.table().handle()))
                        .addAllColumns(analyze.columns())
                        .putAllSession(analyze.session()));
            case WriteTarget.Refresh refresh ->
                request.setRefresh(RefreshTarget.newBuilder()
                        .setName(TableCodec.encode(refresh.name()))
                        .addAllSources(refresh.sources().stream()
                                .map(source -> TableCodec.encode(source.handle()))
                                .toList())
                        .setForeign(refresh.foreign()));
            case WriteTarget.Rewrite rewrite ->
                request.setRewrite(TableCodec.encode(rewrite.table().handle()));
            case WriteTarget.Change change ->
                request.setChange(ChangeTarget.newBuilder()
                        .setTable(TableCodec.encode(change.table().handle()))
                        .addAllColumns(change.columns().all())
                        .addAllUpdated(change.columns().updated())
                        .addAllInserted(change.columns().inserted())
                        .setRead(ConstraintCodec.encode(read)));
        }
        return WriteCodec.decode(calls.call(target.catalog(), stub -> stub.beginWrite(request.build())));
    }

    /** The part of the table that the procedure writes anew, as a table of its own. */
    public TableReference select(TableReference table, ProcedureCall call, Constraint rows) {
        CallProcedureRequest request = ProcedureCodec.encode(call)
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .setRows(ConstraintCodec.encode(rows))
                .build();
        io.skein.proto.v1.TableHandle selected = calls.call(table.catalog(), stub -> stub.selectRewrite(request));
        return new TableReference(table.catalog(), TableCodec.decode(selected));
    }

    /** Deletes the rows within the constraint and tells their number, if that can be done by metadata alone. */
    public OptionalLong delete(TableReference table, Constraint rows) {
        DeleteRowsRequest request = DeleteRowsRequest.newBuilder()
                .setCatalog(table.catalog())
                .setTable(TableCodec.encode(table.handle()))
                .setRows(ConstraintCodec.encode(rows))
                .build();
        try {
            DeleteRowsReply reply = calls.call(table.catalog(), stub -> stub.deleteRows(request));
            return reply.hasDeleted() ? OptionalLong.of(reply.getDeleted()) : OptionalLong.empty();
        } catch (SkeinException failure) {
            throw unknownOr(failure, table.handle().name());
        }
    }

    /** Commits. Fails with CONNECTOR_COMMIT_STATE_UNKNOWN when nobody can tell whether it happened: then do not abort. */
    public void finish(String catalog, WriteHandle handle, List<byte[]> fragments) {
        FinishWriteRequest request = request(catalog, handle, fragments);
        try {
            calls.call(catalog, stub -> stub.finishWrite(request));
        } catch (SkeinException failure) {
            throw unknownOr(failure, handle.table());
        }
    }

    private static SkeinException unknownOr(SkeinException failure, SchemaTableName table) {
        return CatalogCalls.outcomeUnknown(failure)
                ? new SkeinException(
                        StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN,
                        "The catalog service was lost while it committed the write to " + table
                                + ": whether the rows are there is not known",
                        failure)
                : failure;
    }

    /** Drops what the sinks wrote, reported or not. */
    public void abort(String catalog, WriteHandle handle, List<byte[]> fragments) {
        FinishWriteRequest request = request(catalog, handle, fragments);
        calls.call(catalog, stub -> stub.abortWrite(request));
    }

    private static FinishWriteRequest request(String catalog, WriteHandle handle, List<byte[]> fragments) {
        return FinishWriteRequest.newBuilder()
                .setCatalog(catalog)
                .setHandle(WriteCodec.encode(handle))
                .addAllFragments(fragments.stream().map(ByteString::copyFrom).toList())
                .build();
    }
}
