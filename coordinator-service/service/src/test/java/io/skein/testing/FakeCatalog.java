package io.skein.testing;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.skein.proto.v1.BeginWriteRequest;
import io.skein.proto.v1.CatalogEntry;
import io.skein.proto.v1.CatalogServiceGrpc;
import io.skein.proto.v1.Constraint;
import io.skein.proto.v1.Done;
import io.skein.proto.v1.FindTableReply;
import io.skein.proto.v1.FindTableRequest;
import io.skein.proto.v1.FinishWriteRequest;
import io.skein.proto.v1.ListCatalogsReply;
import io.skein.proto.v1.ListCatalogsRequest;
import io.skein.proto.v1.PageTarget;
import io.skein.proto.v1.Split;
import io.skein.proto.v1.SplitBatch;
import io.skein.proto.v1.SplitsRequest;
import io.skein.proto.v1.WriteHandle;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A catalog service with two catalogs, whose every table has the given splits. */
public final class FakeCatalog extends CatalogServiceGrpc.CatalogServiceImplBase implements AutoCloseable {
    private final Server server;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Constraint> constraints = new CopyOnWriteArrayList<>();
    private volatile List<Split> splits = List.of();
    private volatile Status commit = Status.OK;
    private final Queue<SkeinException> refusals = new ConcurrentLinkedQueue<>();

    public FakeCatalog() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    public List<String> calls() {
        return calls;
    }

    /** With what constraints splits were asked for. */
    public List<Constraint> constraints() {
        return constraints;
    }

    public void splits(List<Split> given) {
        splits = List.copyOf(given);
    }

    @Override
    public void listCatalogs(ListCatalogsRequest request, StreamObserver<ListCatalogsReply> observer) {
        calls.add("listCatalogs");
        observer.onNext(ListCatalogsReply.newBuilder()
                .addCatalogs(CatalogEntry.newBuilder().setName("tpch"))
                .addCatalogs(CatalogEntry.newBuilder().setName("memory"))
                .build());
        observer.onCompleted();
    }

    @Override
    public void findTable(FindTableRequest request, StreamObserver<FindTableReply> observer) {
        calls.add("findTable " + request.getName().getTable());
        if (request.getName().getTable().equals("broken")) {
            observer.onError(ErrorCodec.toStatus(
                    new SkeinException(StandardErrorCode.ICEBERG_BAD_DATA, "Malformed metadata of table broken")));
            return;
        }
        observer.onNext(FindTableReply.getDefaultInstance());
        observer.onCompleted();
    }

    /** What finishing a write answers: OK, or this. */
    public void commit(Status outcome) {
        commit = outcome;
    }

    /** The next write is not begun, for this reason. */
    public void refuse(SkeinException reason) {
        refusals.add(reason);
    }

    @Override
    public void beginWrite(BeginWriteRequest request, StreamObserver<WriteHandle> observer) {
        calls.add("beginWrite");
        SkeinException refusal = refusals.poll();
        if (refusal != null) {
            observer.onError(ErrorCodec.toStatus(refusal));
            return;
        }
        observer.onNext(WriteHandle.newBuilder()
                .setTable(request.getCreate().getTable().getName())
                .setPages(PageTarget.getDefaultInstance())
                .build());
        observer.onCompleted();
    }

    @Override
    public void finishWrite(FinishWriteRequest request, StreamObserver<Done> observer) {
        calls.add("finishWrite " + fragments(request));
        if (commit.isOk()) {
            observer.onNext(Done.getDefaultInstance());
            observer.onCompleted();
        } else {
            observer.onError(commit.asRuntimeException());
        }
    }

    @Override
    public void abortWrite(FinishWriteRequest request, StreamObserver<Done> observer) {
        calls.add("abortWrite " + fragments(request));
        observer.onNext(Done.getDefaultInstance());
        observer.onCompleted();
    }

    private static List<String> fragments(FinishWriteRequest request) {
        return request.getFragmentsList().stream().map(ByteString::toStringUtf8).toList();
    }

    @Override
    public void splits(SplitsRequest request, StreamObserver<SplitBatch> observer) {
        constraints.add(request.getConstraint());
        for (Split split : splits) {
            observer.onNext(SplitBatch.newBuilder().addSplits(split).build());
        }
        observer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
