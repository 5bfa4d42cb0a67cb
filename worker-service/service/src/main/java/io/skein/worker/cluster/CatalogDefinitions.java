package io.skein.worker.cluster;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.skein.proto.v1.CatalogDescription;
import io.skein.proto.v1.CatalogServiceGrpc;
import io.skein.proto.v1.DescribeCatalogRequest;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.scan.CatalogDefinition;
import java.util.concurrent.TimeUnit;

/** Asks the catalog service how to build a catalog's connector. */
final class CatalogDefinitions {
    private static final long DEADLINE_SECONDS = 10;

    private final CatalogServiceGrpc.CatalogServiceBlockingStub stub;

    CatalogDefinitions(ManagedChannel channel) {
        this.stub = CatalogServiceGrpc.newBlockingStub(channel);
    }

    CatalogDefinition describe(String catalog) {
        try {
            CatalogDescription description = stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .describeCatalog(DescribeCatalogRequest.newBuilder()
                            .setCatalog(catalog)
                            .build());
            return new CatalogDefinition(
                    catalog, description.getConnector(), description.getPropertiesMap(), description.getVersion());
        } catch (StatusRuntimeException e) {
            SkeinException known = ErrorCodec.normalize(e);
            throw known.code().equals(StandardErrorCode.REMOTE_HOST_GONE.code())
                    ? new SkeinException(
                            StandardErrorCode.CATALOG_NOT_AVAILABLE,
                            "The catalog service does not answer: " + known.getMessage(),
                            e)
                    : known;
        }
    }
}
