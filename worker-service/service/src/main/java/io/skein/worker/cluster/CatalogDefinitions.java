package io.skein.worker.cluster;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.skein.proto.v1.CatalogDescription;
import io.skein.proto.v1.CatalogEntry;
import io.skein.proto.v1.CatalogServiceGrpc;
import io.skein.proto.v1.DescribeCatalogRequest;
import io.skein.proto.v1.ListCatalogsRequest;
import io.skein.rpc.CatalogVersion;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.scan.CatalogDefinition;
import io.skein.worker.scan.CatalogLookup;
import io.skein.worker.scan.CatalogReference;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks the catalog service over gRPC. */
final class CatalogDefinitions implements CatalogLookup {
    private static final long DEADLINE_SECONDS = 10;

    private final CatalogServiceGrpc.CatalogServiceBlockingStub stub;

    CatalogDefinitions(ManagedChannel channel) {
        this.stub = CatalogServiceGrpc.newBlockingStub(channel);
    }

    @Override
    public CatalogDefinition describe(CatalogReference catalog) {
        DescribeCatalogRequest request =
                DescribeCatalogRequest.newBuilder().setCatalog(catalog.name()).build();
        CatalogDescription description = ask(catalog.version(), service -> service.describeCatalog(request));
        return new CatalogDefinition(
                catalog.name(),
                description.getConnector(),
                description.getPropertiesMap(),
                description.getVersion(),
                description.getProcesses());
    }

    @Override
    public Map<String, Long> versions() {
        return ask(0, service -> service.listCatalogs(ListCatalogsRequest.getDefaultInstance()))
                .getCatalogsList()
                .stream()
                .collect(Collectors.toMap(CatalogEntry::getName, CatalogEntry::getVersion));
    }

    private <T> T ask(long version, Function<CatalogServiceGrpc.CatalogServiceBlockingStub, T> question) {
        try {
            return new CatalogVersion(version)
                    .attachedTo(Context.current())
                    .call(() -> question.apply(stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)));
        } catch (Exception failure) {
            SkeinException known = ErrorCodec.normalize(failure);
            throw known.code().equals(StandardErrorCode.REMOTE_HOST_GONE.code())
                    ? new SkeinException(
                            StandardErrorCode.CATALOG_NOT_AVAILABLE,
                            "The catalog service does not answer: " + known.getMessage(),
                            failure)
                    : known;
        }
    }
}
